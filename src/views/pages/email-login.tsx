import type { Messages } from '../../messages/messages.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { BackForm, Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** Those who come by e-mail; a co-expert without a card comes under the first. */
export type EmailProfile = keyof Messages['email']['titles']

export interface EmailLoginProps {
  readonly profile: EmailProfile
  readonly form: FormTarget
  readonly back: BackTarget
  readonly forgottenPath: string
  /** For invited people whose temporary password has expired; a page that said so would tell too much (EN-1). */
  readonly askInvitationAgainPath?: string
  readonly values?: { readonly email: string }
  readonly errors?: Errors<'email' | 'password'>
  /** One answer for unknown, wrong and inactive (EN-1), and one for too many tries. */
  readonly refusal?: { readonly kind: 'wrong' } | { readonly kind: 'throttled'; readonly waitMinutes: number }
}

/** S1.23. */
export function emailLoginPage(props: EmailLoginProps): Page {
  const { profile, form, back, forgottenPath, askInvitationAgainPath, values, errors, refusal } = props
  return (m) => ({
    title: m.email.titles[profile],
    width: 'narrow',
    invalid: isInvalid(errors) || refusal !== undefined,
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.email.titles[profile]} subtitle={m.email.loginLead} />
          {refusal === undefined ? null : (
            <div role="alert">
              <Notice tone="failure">
                <p>
                  {refusal.kind === 'wrong'
                    ? m.errors['credentials-wrong']
                    : m.email.throttled(m.formats.minutes(refusal.waitMinutes))}
                </p>
              </Notice>
            </div>
          )}
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
          <TextField
            m={m}
            name={fieldNames.password}
            label={m.forms.password}
            type="password"
            autocomplete="current-password"
            error={errors?.['mot-de-passe']}
          />
          <p>
            <a href={forgottenPath}>{m.email.forgotten}</a>
          </p>
          {askInvitationAgainPath === undefined ? null : (
            <p>
              <a href={askInvitationAgainPath}>{m.email.invitationExpired}</a>
            </p>
          )}
          <StepButtons submit={m.forms.continue} back={{ target: back, label: m.forms.back }} />
        </Form>
        <BackForm target={back} />
      </>
    ),
  })
}
