import type { ComponentChildren } from 'preact'
import type { BackTarget, FormTarget } from '../form-target.ts'

export interface FormProps {
  readonly target: FormTarget
  readonly class?: string
  readonly id?: string
  readonly hidden?: boolean
  readonly children?: ComponentChildren
}

/** A form whose errors are told by our pages, in our words: the browser's own bubbles are off. */
export function Form({ target, class: className, id, hidden, children }: FormProps) {
  return (
    <form method="post" action={target.action} class={className} id={id} hidden={hidden} noValidate>
      {Object.entries(target.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      {children}
    </form>
  )
}

export interface PostButtonProps {
  readonly target: FormTarget
  readonly class?: string
  /** The whole sentence, where many buttons say the same word; begins with that word (RGAA 11.9). */
  readonly label?: string
  readonly children: ComponentChildren
}

/** One action alone: a form with a button and nothing to type. */
export function PostButton({ target, class: className = 'button button-secondary', label, children }: PostButtonProps) {
  return (
    <Form target={target} class="post-button">
      <button type="submit" class={className} aria-label={label}>
        {children}
      </button>
    </Form>
  )
}

const BACK_FORM_ID = 'formulaire-retour'

export interface StepButtonsProps {
  readonly submit: string
  readonly back?: { readonly target: BackTarget; readonly label: string }
}

/** « Retour » and « Continuer » side by side. A posted « Retour » belongs to the form of {@link BackForm}. */
export function StepButtons({ submit, back }: StepButtonsProps) {
  return (
    <div class="buttons">
      <button type="submit" class="button button-primary">
        {submit}
      </button>
      {back === undefined ? null : 'href' in back.target ? (
        <a class="button button-secondary" href={back.target.href}>
          {back.label}
        </a>
      ) : (
        <button type="submit" class="button button-secondary" form={BACK_FORM_ID}>
          {back.label}
        </button>
      )}
    </div>
  )
}

/** Stands outside the main form, because forms do not nest. */
export function BackForm({ target }: { readonly target: BackTarget }) {
  return 'href' in target ? null : <Form target={target} id={BACK_FORM_ID} hidden />
}
