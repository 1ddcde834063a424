import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** Where the activation link of an invitation lands: a scanner that opens it changes nothing. */
export function activateAccessPage({ form }: { readonly form: FormTarget }): Page {
  return (m) => ({
    title: m.invitation.activateTitle,
    width: 'narrow',
    body: (
      <Form target={form} class="panel">
        <Heading title={m.invitation.activateTitle} lead={m.invitation.activateLead} />
        <StepButtons submit={m.invitation.activateStart} />
      </Form>
    ),
  })
}

/** Used, expired or replaced: one page for all three. */
export function activationLinkDeadPage(props: { readonly askAgainPath: string; readonly signInPath: string }): Page {
  return (m) => ({
    title: m.invitation.deadTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.invitation.deadTitle} lead={m.invitation.dead} />
        <p>{m.invitation.deadUsed}</p>
        <div class="buttons">
          <a class="button button-primary" href={props.askAgainPath}>
            {m.invitation.askAgain}
          </a>
          <a class="button button-secondary" href={props.signInPath}>
            {m.invitation.signIn}
          </a>
        </div>
      </section>
    ),
  })
}

export interface AskAgainProps {
  readonly form: FormTarget
  readonly backPath: string
  readonly values?: { readonly email: string }
  readonly errors?: Errors<'email'>
}

/** « Demander un nouvel envoi ». */
export function askAgainPage({ form, backPath, values, errors }: AskAgainProps): Page {
  return (m) => ({
    title: m.invitation.askAgainTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.invitation.askAgainTitle} lead={m.invitation.askAgainLead} />
          <p class="hint">{m.forms.allMandatory}</p>
          <TextField
            m={m}
            name={fieldNames.email}
            label={m.forms.email}
            type="email"
            autocomplete="email"
            maxLength={254}
            value={values?.email}
            error={errors?.email}
          />
          <StepButtons submit={m.invitation.askAgain} back={{ target: { href: backPath }, label: m.forms.back }} />
        </Form>
      </>
    ),
  })
}

/** The answer is the same whether or not there is an invitation (EN-2). */
export function askedAgainPage({ email, homePath }: { readonly email: string; readonly homePath: string }): Page {
  return (m) => ({
    title: m.invitation.askedTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.invitation.askedTitle} />
        <Notice tone="information" live>
          <p>{m.invitation.asked(email)}</p>
          <p>{m.invitation.askedCall}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-secondary" href={homePath}>
            {m.endings.toHome}
          </a>
        </div>
      </section>
    ),
  })
}
