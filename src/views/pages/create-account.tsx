import type { ErrorId } from '../../messages/messages.ts'
import { CivilStatusFields } from '../components/civil-status-fields.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, PostButton, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

type PersonalField =
  | 'email'
  | 'newPassword'
  | 'confirmation'
  | 'surname'
  | 'usedName'
  | 'givenNames'
  | 'otherNames'
  | 'birthDate'
  | 'birthPlace'
  | 'declaration'

export interface CreateAccountProps {
  readonly form: FormTarget
  readonly backPath: string
  readonly values?: Readonly<Partial<Record<(typeof fieldNames)[PersonalField], string>>>
  readonly errors?: Errors<PersonalField>
}

/** The form of a personal account (S0.9 to S0.13). */
export function createAccountPage({ form, backPath, values = {}, errors = {} }: CreateAccountProps): Page {
  return (m) => {
    const text = m.personalAccount
    const typed: Readonly<Record<string, string | undefined>> = values
    const named: Readonly<Record<string, ErrorId | undefined>> = errors
    const common = (name: string) => ({ m, name, value: typed[name], error: named[name] })
    return {
      title: text.formTitle,
      width: 'narrow',
      invalid: isInvalid(errors),
      body: (
        <>
          <ErrorSummary m={m} errors={errors} />
          <Form target={form} class="panel">
            <Heading title={text.formTitle} lead={text.lead} />
            <p class="hint">{m.forms.mandatoryLegend}</p>
            <fieldset class="group">
              <legend>{text.loginData}</legend>
              <TextField
                {...common(fieldNames.email)}
                label={text.email}
                type="email"
                hint={text.emailHint}
                autocomplete="email"
                maxLength={254}
              />
              <TextField
                {...common(fieldNames.newPassword)}
                label={text.password}
                type="password"
                hint={m.password.policy[0] ?? ''}
                autocomplete="new-password"
              />
              <TextField
                {...common(fieldNames.confirmation)}
                label={text.confirmation}
                type="password"
                autocomplete="new-password"
              />
            </fieldset>
            <CivilStatusFields m={m} typed={typed} errors={named} />
            <StepButtons submit={text.create} back={{ target: { href: backPath }, label: m.forms.back }} />
          </Form>
        </>
      ),
    }
  }
}

export interface AccountCreatedProps {
  readonly sender: string
  readonly homePath: string
  readonly resend: FormTarget
}

/** S0.14 to S0.16, S0.27; the same whether or not the address had an account (EN-3). */
export function accountCreatedPage({ sender, homePath, resend }: AccountCreatedProps): Page {
  return (m) => ({
    title: m.personalAccount.createdTitle,
    width: 'narrow',
    body: (
      <>
        <nav class="breadcrumb" aria-label={m.personalAccount.breadcrumb}>
          <ol>
            <li>
              <a href={homePath}>{m.personalAccount.home}</a>
            </li>
            <li aria-current="page">{m.personalAccount.createdTitle}</li>
          </ol>
        </nav>
        <section class="panel">
          <Heading title={m.personalAccount.createdTitle} />
          <Notice tone="success" live>
            {m.personalAccount.created.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
          <p>{m.personalAccount.createdSender(sender)}</p>
          <div class="buttons">
            <a class="button button-primary" href={homePath}>
              {m.personalAccount.backHome}
            </a>
            <PostButton target={resend}>{m.personalAccount.resend}</PostButton>
          </div>
        </section>
      </>
    ),
  })
}

/** Where the activation link lands; the button activates and logs in (S0.18, S0.19). */
export function activationPage({ activate }: { readonly activate: FormTarget }): Page {
  return (m) => ({
    title: m.personalAccount.activationTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.personalAccount.activationTitle} lead={m.personalAccount.activationLead} />
        <div class="buttons">
          <PostButton target={activate} class="button button-primary">
            {m.personalAccount.activate}
          </PostButton>
        </div>
      </section>
    ),
  })
}

export function activationDeadPage({ again }: { readonly again: FormTarget }): Page {
  return (m) => ({
    title: m.personalAccount.activationDeadTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.personalAccount.activationDeadTitle} lead={m.personalAccount.activationDead} />
        <div class="buttons">
          <PostButton target={again} class="button button-primary">
            {m.personalAccount.activationAgain}
          </PostButton>
        </div>
      </section>
    ),
  })
}
