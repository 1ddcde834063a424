import type { ErrorId, Messages } from '../../messages/messages.ts'
import { classes, describedBy, FieldError, FieldHint } from './field.tsx'

export interface TextFieldProps {
  readonly m: Messages
  /** Also the id of the field. */
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'date'
  readonly value?: string | undefined
  readonly error?: ErrorId | undefined
  readonly hint?: string
  /** RGAA 11.13. */
  readonly autocomplete?: string
  readonly inputMode?: 'numeric' | 'tel' | 'email' | 'search'
  readonly maxLength?: number
  readonly optional?: boolean
  readonly class?: string
}

export function TextField(props: TextFieldProps) {
  const { m, name, label, type = 'text', error, hint, optional = false } = props
  return (
    <div class={classes('field', error && 'field-invalid', props.class)}>
      <label for={name}>{label}</label>
      {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
      <input
        id={name}
        name={name}
        // preact checks `role` against `type`; no role is given here, so any one literal will do.
        type={type as 'text'}
        value={type === 'password' ? undefined : props.value}
        required={!optional}
        autocomplete={props.autocomplete}
        inputMode={props.inputMode}
        maxLength={props.maxLength}
        spellcheck={false}
        autocapitalize={type === 'text' && props.inputMode === undefined ? 'words' : 'none'}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(name, hint, error)}
        data-show-text={type === 'password' ? m.forms.showPassword : undefined}
        data-hide-text={type === 'password' ? m.forms.hidePassword : undefined}
      />
      <FieldError m={m} name={name} error={error} />
    </div>
  )
}
