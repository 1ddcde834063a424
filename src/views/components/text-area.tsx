import type { ErrorId, Messages } from '../../messages/messages.ts'
import { classes, describedBy, FieldError, FieldHint } from './field.tsx'

export interface TextAreaProps {
  readonly m: Messages
  /** Also the id of the field. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value?: string | undefined
  readonly error?: ErrorId | undefined
  readonly maxLength: number
}

/** A few sentences. */
export function TextArea({ m, name, label, hint, value, error, maxLength }: TextAreaProps) {
  return (
    <div class={classes('field', error && 'field-invalid')}>
      <label for={name}>{label}</label>
      {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
      <textarea
        id={name}
        name={name}
        rows={4}
        required
        maxLength={maxLength}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(name, hint, error)}
      >
        {value}
      </textarea>
      <FieldError m={m} name={name} error={error} />
    </div>
  )
}
