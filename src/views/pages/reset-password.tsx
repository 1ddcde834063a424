import { Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** Where the mailed link lands: a scanner that opens it changes nothing. */
export function resetPasswordPage({ form }: { readonly form: FormTarget }): Page {
  return (m) => ({
    title: m.password.resetTitle,
    width: 'narrow',
    body: (
      <Form target={form} class="panel">
        <Heading title={m.password.resetTitle} lead={m.password.resetLead} />
        <StepButtons submit={m.password.resetStart} />
      </Form>
    ),
  })
}

/** A link used, expired or replaced: one page for all three. */
export function deadLinkPage({ forgottenPath }: { readonly forgottenPath: string }): Page {
  return (m) => ({
    title: m.password.linkDeadTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.password.linkDeadTitle} lead={m.password.linkDead} />
        <div class="buttons">
          <a class="button button-primary" href={forgottenPath}>
            {m.password.linkDeadAgain}
          </a>
        </div>
      </section>
    ),
  })
}
