import { ErrorSummary } from '../components/error-summary.tsx'
import { BackForm, Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface NewPasswordProps {
  /** `change` asks for the present one too (PW-13). */
  readonly reason: 'reset' | 'temporary' | 'first' | 'change'
  readonly form: FormTarget
  readonly back?: BackTarget
  /** For password managers: whose password this is. */
  readonly email: string
  readonly errors?: Errors<'currentPassword' | 'newPassword' | 'confirmation'>
}

/** One form for the three reasons to choose a password; nothing typed ever comes back. */
export function newPasswordPage({ reason, form, back, email, errors }: NewPasswordProps): Page {
  return (m) => ({
    title: m.password.newTitles[reason],
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.password.newTitles[reason]} lead={m.password.newLeads[reason]} />
          <div class="policy" id="regles">
            <p>
              <strong>{m.password.policyTitle}</strong>
            </p>
            <ul>
              {m.password.policy.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </div>
          <p class="hint">{m.forms.allMandatory}</p>
          <input type="email" value={email} autocomplete="username" hidden readOnly />
          {reason !== 'change' ? null : (
            <TextField
              m={m}
              name={fieldNames.currentPassword}
              label={m.password.current}
              type="password"
              autocomplete="current-password"
              error={errors?.['mot-de-passe-actuel']}
            />
          )}
          <TextField
            m={m}
            name={fieldNames.newPassword}
            label={m.password.fresh}
            type="password"
            autocomplete="new-password"
            error={errors?.['nouveau-mot-de-passe']}
          />
          <TextField
            m={m}
            name={fieldNames.confirmation}
            label={m.password.confirmation}
            type="password"
            autocomplete="new-password"
            error={errors?.confirmation}
          />
          <StepButtons
            submit={m.password.save}
            {...(back === undefined ? {} : { back: { target: back, label: m.forms.back } })}
          />
        </Form>
        {back === undefined ? null : <BackForm target={back} />}
      </>
    ),
  })
}
