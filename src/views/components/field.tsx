import type { ComponentChildren } from 'preact'
import type { ErrorId, Messages } from '../../messages/messages.ts'
import { Icon } from './icon.tsx'

export const classes = (...names: readonly (string | undefined)[]): string => names.filter(Boolean).join(' ')

/** Ids of what explains a field: its hint and its error (RGAA 11.10). */
export const describedBy = (name: string, hint: unknown, error: ErrorId | undefined): string | undefined =>
  classes(hint === undefined ? '' : `${name}-aide`, error && `${name}-erreur`) || undefined

export function FieldError({ m, name, error }: { m: Messages; name: string; error: ErrorId | undefined }) {
  if (error === undefined) return null
  return (
    <p class="field-error" id={`${name}-erreur`}>
      <Icon name="alert" />
      <span>
        <span class="visually-hidden">{m.forms.errorPrefix}</span>
        {m.errors[error]}
      </span>
    </p>
  )
}

export function FieldHint({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <p class="hint" id={`${name}-aide`}>
      {children}
    </p>
  )
}
