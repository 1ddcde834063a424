import type { ErrorId, Messages } from '../../messages/messages.ts'
import { Checkbox } from '../components/checkbox.tsx'
import { Choice } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Facts } from '../components/facts.tsx'
import { Form } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Icon } from '../components/icon.tsx'
import { PostalAddress } from '../components/postal-address.tsx'
import { RegistrationHelp, Welcome } from '../components/registration-help.tsx'
import { SelectField } from '../components/select-field.tsx'
import { SpecialityTree, type SpecialityTreeProps } from '../components/speciality-tree.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames, formActions } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export type RegistrationProfile = keyof Messages['registration']['titles']

type RegistrationField =
  | 'givenNames'
  | 'surname'
  | 'landline'
  | 'mobile'
  | 'email'
  | 'street'
  | 'streetMore'
  | 'postcode'
  | 'town'
  | 'country'
  | 'court'
  | 'tribunal'
  | 'office'
  | 'specialities'
  | 'cassation'
  | 'acceptance'

/** By posted name; what was typed comes back whole. */
export type RegistrationValues = Readonly<Partial<Record<(typeof fieldNames)[RegistrationField], string>>>

export interface Court {
  readonly id: string
  readonly kind: keyof Messages['registration']['courtGroups']
  readonly label: string
}

export interface RegistrationProps {
  readonly profile: RegistrationProfile
  /** The certificate's CN, shown as it is and never split (S1.43). */
  readonly certificateName: string
  readonly form: FormTarget
  readonly values: RegistrationValues
  readonly errors?: Errors<RegistrationField>
  readonly terms: { readonly label: string; readonly downloadPath: string }
  /** For experts and co-experts. */
  readonly courts: readonly Court[]
  readonly specialities: Omit<SpecialityTreeProps, 'error'>
  /** ISO 3166 codes. */
  readonly countries: readonly string[]
}

const courtKinds = ['CA', 'TSA', 'CAA'] as const

/** S1.36 to S1.43 for experts and co-experts; shorter for magistrates, clerks and sapiteurs. */
export function registrationPage(props: RegistrationProps): Page {
  const { profile, certificateName, form, values, errors = {}, terms, courts, specialities, countries } = props
  return (m) => {
    const text = m.registration
    const named: Readonly<Record<string, ErrorId | undefined>> = errors
    const typed: Readonly<Record<string, string | undefined>> = values
    const common = (name: string) => ({ m, name, value: typed[name], error: named[name] })
    const isListed = profile === 'expert' || profile === 'co-expert'
    return {
      title: text.titles[profile],
      width: 'narrow',
      invalid: isInvalid(errors),
      body: (
        <>
          <Welcome m={m} />
          <ErrorSummary m={m} errors={errors} />
          <Form target={form} class="panel">
            {/* Enter in any field does what VALIDER does: browsers press the first button of the form. */}
            <button
              type="submit"
              class="visually-hidden"
              tabIndex={-1}
              aria-hidden="true"
              name={fieldNames.formAction}
              value={formActions.validate}
            >
              {text.validate}
            </button>
            <Heading title={text.titles[profile]} />
            <p class="hint">{m.forms.mandatoryLegend}</p>
            <RegistrationHelp m={m} />
            <Facts entries={[[text.certificate, <code key="cn">{certificateName}</code>]]} />
            <div class="columns">
              <TextField
                {...common(fieldNames.givenNames)}
                label={text.givenNames}
                autocomplete="given-name"
                maxLength={120}
              />
              <TextField
                {...common(fieldNames.surname)}
                label={text.surname}
                autocomplete="family-name"
                maxLength={120}
              />
            </div>
            <div class="columns">
              <TextField
                {...common(fieldNames.landline)}
                label={text.landline}
                type="tel"
                autocomplete="home tel"
                maxLength={40}
                optional
              />
              <TextField
                {...common(fieldNames.mobile)}
                label={text.mobile}
                type="tel"
                autocomplete="mobile tel"
                maxLength={40}
                optional
              />
            </div>
            <TextField
              {...common(fieldNames.email)}
              label={text.email}
              type="email"
              autocomplete="email"
              maxLength={254}
            />
            {!isListed ? null : <PostalAddress m={m} countries={countries} values={typed} errors={named} />}
            {!isListed ? null : (
              <SelectField
                m={m}
                name={fieldNames.court}
                label={text.court}
                hint={text.courtHint}
                none={text.courtNone}
                groups={courtKinds.map((kind) => ({
                  label: text.courtGroups[kind],
                  options: courts.filter((court) => court.kind === kind).map(({ id, label }) => ({ value: id, label })),
                }))}
                selected={values.cour}
                error={errors.cour}
              />
            )}
            {!isListed ? null : <SpecialityTree m={m} {...specialities} error={errors.specialites} />}
            {!isListed ? null : (
              <Choice
                m={m}
                name={fieldNames.cassation}
                question={text.cassation}
                options={yesNo(m)}
                selected={values['cour-de-cassation']}
                optional
              />
            )}
            {profile !== 'magistrat-greffier' ? null : <Office m={m} values={values} errors={errors} />}
            <p>
              <a href={terms.downloadPath} download>
                <Icon name="download" /> {text.termsDownload(terms.label)}
              </a>
            </p>
            <Checkbox
              m={m}
              name={fieldNames.acceptance}
              label={text.terms}
              checked={values.acceptation !== undefined}
              required
              error={errors.acceptation}
            />
            <div class="buttons">
              <button
                type="submit"
                class="button button-primary"
                name={fieldNames.formAction}
                value={formActions.validate}
              >
                {text.validate}
              </button>
              <button
                type="submit"
                class="button button-secondary"
                name={fieldNames.formAction}
                value={formActions.reset}
              >
                {text.reset}
              </button>
            </div>
          </Form>
        </>
      ),
    }
  }
}

const yesNo = (m: Messages) => [
  { value: 'oui', label: m.forms.yes, help: [] },
  { value: 'non', label: m.forms.no, help: [] },
]

function Office({ m, values, errors }: { m: Messages; values: RegistrationValues; errors: Errors<RegistrationField> }) {
  return (
    <>
      <TextField
        m={m}
        name={fieldNames.tribunal}
        label={m.registration.tribunal}
        hint={m.registration.tribunalHint}
        value={values.juridiction}
        error={errors.juridiction}
        autocomplete="organization"
        maxLength={200}
      />
      <Choice
        m={m}
        name={fieldNames.office}
        question={m.registration.office}
        options={(['magistrat', 'greffier'] as const).map((value) => ({
          value,
          label: m.registration.offices[value],
          help: [],
        }))}
        selected={values.fonction}
        error={errors.fonction}
      />
    </>
  )
}
