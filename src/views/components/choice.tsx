import type { ErrorId, Messages } from '../../messages/messages.ts'
import { describedBy, FieldError } from './field.tsx'

export interface ChoiceOption {
  readonly value: string
  readonly label: string
  readonly help: readonly string[]
}

export interface ChoiceProps {
  readonly m: Messages
  readonly name: string
  readonly question: string
  /** The question is the page's title. */
  readonly asTitle?: boolean
  readonly options: readonly ChoiceOption[]
  readonly selected?: string | undefined
  readonly error?: ErrorId | undefined
  readonly optional?: boolean
}

/** One of several: a fieldset whose legend is the question (RGAA 11.5). The first radio carries the field's id. */
export function Choice({
  m,
  name,
  question,
  asTitle = false,
  options,
  selected,
  error,
  optional = false,
}: ChoiceProps) {
  return (
    <fieldset class="choice" aria-describedby={describedBy(name, undefined, error)}>
      <legend>{asTitle ? <h1>{question}</h1> : question}</legend>
      <FieldError m={m} name={name} error={error} />
      {options.map(({ value, label, help }, index) => {
        const id = index === 0 ? name : `${name}-${value}`
        return (
          <div class="option" key={value}>
            <input
              type="radio"
              id={id}
              name={name}
              value={value}
              checked={value === selected}
              required={!optional}
              aria-describedby={help.length === 0 ? undefined : `${id}-precision`}
            />
            <label for={id}>
              <span class="option-label">{label}</span>
            </label>
            {help.length === 0 ? null : (
              <div class="option-help" id={`${id}-precision`}>
                {help.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
