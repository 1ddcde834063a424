import { PostButton } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface NotMeProps {
  readonly confirm: FormTarget
  readonly back: Extract<BackTarget, { href: string }>
}

/** « Ce n'est pas moi »: nothing happens before the button. */
export function notMePage({ confirm, back }: NotMeProps): Page {
  return (m) => ({
    title: m.email.notMeTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.email.notMeTitle} lead={m.email.notMeLead} />
        <p>{m.email.notMeEffect}</p>
        <div class="buttons">
          <PostButton target={confirm} class="button button-primary">
            {m.email.notMeConfirm}
          </PostButton>
          <a class="button button-secondary" href={back.href}>
            {m.forms.back}
          </a>
        </div>
      </section>
    ),
  })
}

export function notMeDonePage({ forgottenPath }: { readonly forgottenPath: string }): Page {
  return (m) => ({
    title: m.email.notMeDoneTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.email.notMeDoneTitle} />
        <Notice tone="success" live>
          <p>{m.email.notMeDone}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-primary" href={forgottenPath}>
            {m.email.notMeReset}
          </a>
        </div>
      </section>
    ),
  })
}
