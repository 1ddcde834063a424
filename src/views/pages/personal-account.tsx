import { Facts } from '../components/facts.tsx'
import { Heading } from '../components/heading.tsx'
import type { Page } from '../page.ts'

export interface PersonalAccountProps {
  readonly email: string
  readonly surname: string
  readonly usedName?: string
  readonly firstName: string
  readonly otherNames?: string
  /** As written on the calendar, `1980-12-31`: a birthday has no hour. */
  readonly birthDate?: string
  readonly birthPlace?: string
  readonly changeEmailPath: string
  readonly changePasswordPath: string
}

/** S0.21 to S0.23. */
export function personalAccountPage(props: PersonalAccountProps): Page {
  return (m) => {
    const { fields, undefinedValue, ...text } = m.personalAccount
    const orUndefined = (value: string | undefined) =>
      value === undefined || value === '' ? <span class="hint">{undefinedValue}</span> : value
    return {
      title: text.title,
      width: 'narrow',
      body: (
        <>
          <Heading title={text.title} />
          <section class="panel">
            <h2>{text.loginData}</h2>
            <Facts
              entries={[
                [fields.email, props.email],
                [fields.password, text.maskedPassword],
              ]}
            />
            <div class="buttons">
              <a class="button button-secondary" href={props.changeEmailPath}>
                {text.changeEmail}
              </a>
              <a class="button button-secondary" href={props.changePasswordPath}>
                {text.changePassword}
              </a>
            </div>
          </section>
          <section class="panel">
            <h2>{text.generalData}</h2>
            <Facts
              entries={[
                [fields.surname, props.surname],
                [fields.usedName, orUndefined(props.usedName)],
                [fields.firstName, props.firstName],
                [fields.otherNames, orUndefined(props.otherNames)],
                [fields.birthDate, orUndefined(props.birthDate && m.formats.calendarDate(props.birthDate))],
                [fields.birthPlace, orUndefined(props.birthPlace)],
              ]}
            />
          </section>
        </>
      ),
    }
  }
}
