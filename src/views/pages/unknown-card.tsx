import { type Certificate, CertificateFacts } from '../components/certificate-facts.tsx'
import { Choice } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface UnknownCardProps {
  /** Posts `deja-un-compte` as `oui` or `non`. */
  readonly form: FormTarget
  readonly certificate: Certificate
  readonly errors?: Errors<'hasAccount'>
}

/** S1.35: a good certificate that no account holds yet. */
export function unknownCardPage({ form, certificate, errors }: UnknownCardProps): Page {
  return (m) => ({
    title: m.card.unknownTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.card.unknownTitle} lead={m.card.unknownLead} />
          <CertificateFacts m={m} certificate={certificate} />
          <Choice
            m={m}
            name={fieldNames.hasAccount}
            question={m.card.unknownQuestion}
            options={[
              { value: 'oui', label: m.forms.yes, help: [m.card.unknownYesHelp] },
              { value: 'non', label: m.forms.no, help: [m.card.unknownNoHelp] },
            ]}
            error={errors?.['deja-un-compte']}
          />
          <StepButtons submit={m.forms.validate} />
        </Form>
      </>
    ),
  })
}
