import type { ErrorId, Messages } from '../../messages/messages.ts'
import { fieldNames } from '../field-names.ts'
import { SelectField } from './select-field.tsx'
import { TextField } from './text-field.tsx'

export interface PostalAddressProps {
  readonly m: Messages
  /** ISO 3166 codes. */
  readonly countries: readonly string[]
  readonly values: Readonly<Record<string, string | undefined>>
  readonly errors: Readonly<Record<string, ErrorId | undefined>>
}

/** « ADRESSE POSTALE * »: street lines, postcode, town, country preset to France (S1.37 #7). */
export function PostalAddress({ m, countries, values, errors }: PostalAddressProps) {
  const text = m.registration
  const others = countries
    .filter((code) => code !== 'FR')
    .map((code) => ({ value: code, label: m.formats.country(code) }))
    .sort((left, right) => left.label.localeCompare(right.label))
  const common = (name: string) => ({ m, name, value: values[name], error: errors[name] })
  return (
    <fieldset class="group">
      <legend>{text.address}</legend>
      <TextField {...common(fieldNames.street)} label={text.street} autocomplete="address-line1" maxLength={200} />
      <TextField
        {...common(fieldNames.streetMore)}
        label={text.streetMore}
        autocomplete="address-line2"
        maxLength={200}
        optional
      />
      <div class="columns columns-postcode">
        <TextField {...common(fieldNames.postcode)} label={text.postcode} autocomplete="postal-code" maxLength={20} />
        <TextField {...common(fieldNames.town)} label={text.town} autocomplete="address-level2" maxLength={120} />
      </div>
      <SelectField
        m={m}
        name={fieldNames.country}
        label={text.country}
        options={[{ value: 'FR', label: m.formats.country('FR') }, ...others]}
        selected={values[fieldNames.country] ?? 'FR'}
        error={errors[fieldNames.country]}
        autocomplete="country"
      />
    </fieldset>
  )
}
