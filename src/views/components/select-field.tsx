import type { ErrorId, Messages } from '../../messages/messages.ts'
import { classes, describedBy, FieldError, FieldHint } from './field.tsx'

export interface SelectOption {
  readonly value: string
  readonly label: string
}

export interface SelectGroup {
  readonly label: string
  readonly options: readonly SelectOption[]
}

export interface SelectFieldProps {
  readonly m: Messages
  readonly name: string
  readonly label: string
  /** First line, for no choice. */
  readonly none?: string
  readonly options?: readonly SelectOption[]
  /** RGAA 11.8. */
  readonly groups?: readonly SelectGroup[]
  readonly selected?: string | undefined
  readonly hint?: string
  readonly error?: ErrorId | undefined
  readonly autocomplete?: string
  readonly optional?: boolean
}

export function SelectField(props: SelectFieldProps) {
  const { m, name, label, none, options = [], groups = [], selected, hint, error, optional = false } = props
  const line = ({ value, label: text }: SelectOption) => (
    <option value={value} selected={value === selected} key={value}>
      {text}
    </option>
  )
  return (
    <div class={classes('field', error && 'field-invalid')}>
      <label for={name}>{label}</label>
      {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
      <select
        id={name}
        name={name}
        required={!optional}
        autocomplete={props.autocomplete}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(name, hint, error)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(line)}
        {groups.map((group) => (
          <optgroup label={group.label} key={group.label}>
            {group.options.map(line)}
          </optgroup>
        ))}
      </select>
      <FieldError m={m} name={name} error={error} />
    </div>
  )
}
