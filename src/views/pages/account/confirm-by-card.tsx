import { PostButton } from '../../components/form.tsx'
import { Heading } from '../../components/heading.tsx'
import type { FormTarget } from '../../form-target.ts'
import type { Page } from '../../page.ts'

export interface ConfirmByCardProps {
  readonly present: FormTarget
  readonly backPath: string
}

/** SE-18: who came with a card shows it again before changing what logs them in. */
export function confirmByCardPage({ present, backPath }: ConfirmByCardProps): Page {
  return (m) => ({
    title: m.account.confirmTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.confirmTitle} lead={m.account.confirmLead} />
        <div class="buttons">
          <PostButton target={present} class="button button-primary">
            {m.account.confirmByCard}
          </PostButton>
          <a class="button button-secondary" href={backPath}>
            {m.forms.back}
          </a>
        </div>
      </section>
    ),
  })
}
