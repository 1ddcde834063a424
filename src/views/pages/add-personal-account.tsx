import { CivilStatusFields } from '../components/civil-status-fields.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Facts } from '../components/facts.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { isInvalid } from '../errors.ts'
import type { Page } from '../page.ts'
import type { CreateAccountProps } from './create-account.tsx'

export interface AddPersonalAccountProps extends CreateAccountProps {
  readonly ownEmail: string
}

/** S0.4, S0.5: whoever has an account uses it for their requests too, and has no other. */
export function addPersonalAccountPage(props: AddPersonalAccountProps): Page {
  const { form, backPath, ownEmail, values = {}, errors = {} } = props
  return (m) => ({
    title: m.personalAccount.addTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.personalAccount.addTitle} lead={m.personalAccount.addLead} />
          <Facts entries={[[m.personalAccount.fields.email, ownEmail]]} />
          <p class="hint">{m.forms.mandatoryLegend}</p>
          <CivilStatusFields m={m} typed={values} errors={errors} />
          <StepButtons submit={m.personalAccount.add} back={{ target: { href: backPath }, label: m.forms.back }} />
        </Form>
      </>
    ),
  })
}

/** The address of the account names an office: another one comes first (S0.1). */
export function ownAddressSharedPage({ email, changeEmailPath }: Record<'email' | 'changeEmailPath', string>): Page {
  return (m) => ({
    title: m.personalAccount.addTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.personalAccount.addTitle} />
        <Notice tone="warning">
          <p>{m.personalAccount.ownAddressShared(email)}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-primary" href={changeEmailPath}>
            {m.personalAccount.changeEmail}
          </a>
        </div>
      </section>
    ),
  })
}
