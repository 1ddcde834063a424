import type { ErrorId, Messages } from '../../messages/messages.ts'
import { fieldNames } from '../field-names.ts'
import { Checkbox } from './checkbox.tsx'
import { TextField } from './text-field.tsx'

export interface CivilStatusFieldsProps {
  readonly m: Messages
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly errors: Readonly<Record<string, ErrorId | undefined>>
}

/** « Informations générales » of a personal account (S0.10 to S0.12), and the declaration about the address (S0.1). */
export function CivilStatusFields({ m, typed, errors }: CivilStatusFieldsProps) {
  const text = m.personalAccount
  const common = (name: string) => ({ m, name, value: typed[name], error: errors[name] })
  return (
    <>
      <fieldset class="group">
        <legend>{text.generalData}</legend>
        <div class="columns">
          <TextField {...common(fieldNames.surname)} label={text.surname} autocomplete="family-name" maxLength={120} />
          <TextField {...common(fieldNames.usedName)} label={text.usedName} maxLength={120} optional />
        </div>
        <div class="columns">
          <TextField
            {...common(fieldNames.givenNames)}
            label={text.firstName}
            autocomplete="given-name"
            maxLength={120}
          />
          <TextField
            {...common(fieldNames.otherNames)}
            label={text.otherNames}
            autocomplete="additional-name"
            maxLength={200}
            optional
          />
        </div>
        <div class="columns">
          <TextField {...common(fieldNames.birthDate)} label={text.birthDate} type="date" autocomplete="bday" />
          <TextField {...common(fieldNames.birthPlace)} label={text.birthPlace} maxLength={120} />
        </div>
      </fieldset>
      <Checkbox
        m={m}
        name={fieldNames.declaration}
        label={text.declaration}
        checked={typed[fieldNames.declaration] !== undefined}
        required
        error={errors[fieldNames.declaration]}
      />
    </>
  )
}
