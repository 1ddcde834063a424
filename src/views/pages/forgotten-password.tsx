import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface ForgottenPasswordProps {
  readonly form: FormTarget
  readonly backPath: string
  readonly values?: { readonly email: string }
  readonly errors?: Errors<'email'>
}

export function forgottenPasswordPage({ form, backPath, values, errors }: ForgottenPasswordProps): Page {
  return (m) => ({
    title: m.password.forgottenTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.password.forgottenTitle} lead={m.password.forgottenLead} />
          <p class="hint">{m.forms.allMandatory}</p>
          <TextField
            m={m}
            name={fieldNames.email}
            label={m.forms.email}
            type="email"
            autocomplete="username"
            maxLength={254}
            value={values?.email}
            error={errors?.email}
          />
          <StepButtons submit={m.password.forgottenSend} back={{ target: { href: backPath }, label: m.forms.back }} />
        </Form>
      </>
    ),
  })
}

export interface ForgottenPasswordSentProps {
  /** As typed: the answer is the same whether an account exists or not (EN-2). */
  readonly email: string
  readonly sender: string
  readonly signInPath: string
}

export function forgottenPasswordSentPage({ email, sender, signInPath }: ForgottenPasswordSentProps): Page {
  return (m) => ({
    title: m.password.sentTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.password.sentTitle} />
        <Notice tone="information" live>
          <p>{m.password.sent(email)}</p>
          <p>{m.password.sentSender(sender)}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-secondary" href={signInPath}>
            {m.password.sentBack}
          </a>
        </div>
      </section>
    ),
  })
}
