import type { Messages } from '../../messages/messages.ts'
import { Checkbox } from '../components/checkbox.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { BackForm, Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Icon } from '../components/icon.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface TermsProps {
  readonly reason: keyof Messages['terms']['leads']
  readonly version: {
    readonly label: string
    readonly effectiveAt: number
    readonly sha256: string
    readonly sizeBytes: number
    readonly downloadPath: string
  }
  readonly accept: FormTarget
  readonly refuse: FormTarget
  readonly errors?: Errors<'acceptance'>
}

/** The gate (S1.44 to S1.46): nothing else is reachable before it. */
export function termsPage({ reason, version, accept, refuse, errors }: TermsProps): Page {
  return (m) => ({
    title: m.terms.title,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={accept} class="panel">
          <Heading title={m.terms.title} lead={m.terms.leads[reason]} />
          <div class="document">
            <p class="document-version">{m.terms.version(version.label, m.formats.date(version.effectiveAt))}</p>
            <a class="button button-secondary" href={version.downloadPath} download>
              <Icon name="download" /> {m.terms.download}{' '}
              <span class="file-facts">({m.forms.downloadFacts(m.formats.fileSize(version.sizeBytes))})</span>
            </a>
            <p class="hint">
              {m.terms.fingerprint} <code class="fingerprint">{version.sha256}</code>
            </p>
          </div>
          <Checkbox
            m={m}
            name={fieldNames.acceptance}
            label={m.terms.accept}
            hint={m.terms.proof}
            required
            error={errors?.acceptation}
          />
          <StepButtons submit={m.terms.submit} back={{ target: refuse, label: m.terms.refuse }} />
        </Form>
        <BackForm target={refuse} />
      </>
    ),
  })
}

export function termsRefusedPage({ signInPath }: { readonly signInPath: string }): Page {
  return (m) => ({
    title: m.terms.refusedTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.terms.refusedTitle} lead={m.terms.refused} />
        <div class="buttons">
          <a class="button button-primary" href={signInPath}>
            {m.terms.refusedAgain}
          </a>
        </div>
      </section>
    ),
  })
}
