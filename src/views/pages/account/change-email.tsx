import { ErrorSummary } from '../../components/error-summary.tsx'
import { Form, PostButton, StepButtons } from '../../components/form.tsx'
import { Heading } from '../../components/heading.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { type Errors, isInvalid } from '../../errors.ts'
import { fieldNames } from '../../field-names.ts'
import type { FormTarget } from '../../form-target.ts'
import type { Page } from '../../page.ts'

export interface ChangeEmailProps {
  readonly form: FormTarget
  readonly backPath: string
  /** RS-10: the password again, for those who have one. */
  readonly asksPassword: boolean
  readonly values?: { readonly 'nouvel-email'?: string }
  readonly errors?: Errors<'currentPassword' | 'newEmail'>
}

export function changeEmailPage({ form, backPath, asksPassword, values, errors }: ChangeEmailProps): Page {
  return (m) => ({
    title: m.account.emailTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.account.emailTitle} lead={m.account.emailLead} />
          <p class="hint">{m.forms.allMandatory}</p>
          <TextField
            m={m}
            name={fieldNames.newEmail}
            label={m.account.newEmail}
            type="email"
            autocomplete="email"
            maxLength={254}
            value={values?.['nouvel-email']}
            error={errors?.['nouvel-email']}
          />
          {!asksPassword ? null : (
            <TextField
              m={m}
              name={fieldNames.currentPassword}
              label={m.password.current}
              type="password"
              autocomplete="current-password"
              error={errors?.['mot-de-passe-actuel']}
            />
          )}
          <StepButtons submit={m.account.emailSend} back={{ target: { href: backPath }, label: m.forms.back }} />
        </Form>
      </>
    ),
  })
}

export function changeEmailSentPage({
  email,
  sender,
  backPath,
}: Record<'email' | 'sender' | 'backPath', string>): Page {
  return (m) => ({
    title: m.account.emailSentTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.emailSentTitle} />
        <Notice tone="information" live>
          <p>{m.account.emailSent(email)}</p>
          <p>{m.password.sentSender(sender)}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-secondary" href={backPath}>
            {m.account.back}
          </a>
        </div>
      </section>
    ),
  })
}

/** Where the link mailed to the new address lands: nothing changes before the button. */
export function confirmEmailPage({ email, confirm }: { email: string; confirm: FormTarget }): Page {
  return (m) => ({
    title: m.account.emailConfirmTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.emailConfirmTitle} lead={m.account.emailConfirmLead(email)} />
        <div class="buttons">
          <PostButton target={confirm} class="button button-primary">
            {m.account.emailConfirm}
          </PostButton>
        </div>
      </section>
    ),
  })
}

/** After the button of {@link confirmEmailPage}; the mail may have been opened in a browser without a session. */
export function emailChangedPage({ goOnPath }: { readonly goOnPath: string }): Page {
  return (m) => ({
    title: m.account.emailDoneTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.emailDoneTitle} />
        <Notice tone="success" live>
          <p>{m.account.emailDone}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-primary" href={goOnPath}>
            {m.account.emailGoOn}
          </a>
        </div>
      </section>
    ),
  })
}

export function emailLinkDeadPage({ againPath }: { readonly againPath: string }): Page {
  return (m) => ({
    title: m.account.emailDeadTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.emailDeadTitle} lead={m.account.emailDead} />
        <div class="buttons">
          <a class="button button-primary" href={againPath}>
            {m.account.emailTitle}
          </a>
        </div>
      </section>
    ),
  })
}
