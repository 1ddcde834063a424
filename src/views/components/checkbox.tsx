import type { ErrorId, Messages } from '../../messages/messages.ts'
import { ticked } from '../field-names.ts'
import { classes, describedBy, FieldError, FieldHint } from './field.tsx'

export interface CheckboxProps {
  readonly m: Messages
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly checked?: boolean
  readonly required?: boolean
  readonly error?: ErrorId | undefined
}

export function Checkbox({ m, name, label, hint, checked = false, required = false, error }: CheckboxProps) {
  return (
    <div class={classes('checkbox', error && 'field-invalid')}>
      <FieldError m={m} name={name} error={error} />
      <div class="checkbox-row">
        <input
          type="checkbox"
          id={name}
          name={name}
          value={ticked}
          checked={checked}
          required={required}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby={describedBy(name, hint, error)}
        />
        <label for={name}>{label}</label>
      </div>
      {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
    </div>
  )
}
