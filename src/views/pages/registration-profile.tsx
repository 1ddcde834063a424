import { Choice } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'
import type { RegistrationProfile } from './registration.tsx'

export interface RegistrationProfileProps {
  /** Posts `profil`. */
  readonly form: FormTarget
  readonly selected?: RegistrationProfile
  readonly errors?: Errors<'profile'>
}

const registrable: readonly RegistrationProfile[] = ['expert', 'co-expert', 'magistrat-greffier', 'sapiteur']

/** The card does not say which profile its holder has: asked once, before the form. */
export function registrationProfilePage({ form, selected, errors }: RegistrationProfileProps): Page {
  return (m) => ({
    title: m.registration.profileTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Choice
            m={m}
            name={fieldNames.profile}
            question={m.registration.profileQuestion}
            asTitle
            options={registrable.map((value) => ({ value, label: m.profiles[value], help: [] }))}
            selected={selected}
            error={errors?.profil}
          />
          <StepButtons submit={m.forms.continue} />
        </Form>
      </>
    ),
  })
}
