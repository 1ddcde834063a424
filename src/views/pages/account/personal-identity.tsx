import type { Messages } from '../../../messages/messages.ts'
import { Facts } from '../../components/facts.tsx'

export interface CivilStatus {
  readonly surname: string
  readonly usedName: string
  readonly firstName: string
  readonly otherNames: string
  /** As written on the calendar, `1980-12-31`: a birthday has no hour. */
  readonly birthDate: string
  readonly birthPlace: string
}

export interface PersonalIdentityProps {
  readonly email: string
  readonly civilStatus: CivilStatus
  readonly changeEmailPath: string
  readonly changePasswordPath: string | undefined
}

/** The two sections of a personal account (S0.21); what was left empty says so (S0.22), and nobody edits it (S0.23). */
export function PersonalIdentity({ m, civilStatus, ...props }: PersonalIdentityProps & { readonly m: Messages }) {
  const { fields, undefinedValue, ...text } = m.personalAccount
  const orUndefined = (value: string) => (value === '' ? <span class="hint">{undefinedValue}</span> : value)
  return (
    <>
      <section class="panel">
        <h2>{text.loginData}</h2>
        <Facts
          entries={[
            [fields.email, props.email],
            [fields.password, props.changePasswordPath === undefined ? orUndefined('') : text.maskedPassword],
          ]}
        />
        <div class="buttons">
          <a class="button button-secondary" href={props.changeEmailPath}>
            {text.changeEmail}
          </a>
          {props.changePasswordPath === undefined ? null : (
            <a class="button button-secondary" href={props.changePasswordPath}>
              {text.changePassword}
            </a>
          )}
        </div>
      </section>
      <section class="panel">
        <h2>{text.generalData}</h2>
        <Facts
          entries={[
            [fields.surname, civilStatus.surname],
            [fields.usedName, orUndefined(civilStatus.usedName)],
            [fields.firstName, civilStatus.firstName],
            [fields.otherNames, orUndefined(civilStatus.otherNames)],
            [fields.birthDate, m.formats.calendarDate(civilStatus.birthDate)],
            [fields.birthPlace, orUndefined(civilStatus.birthPlace)],
          ]}
        />
      </section>
    </>
  )
}
