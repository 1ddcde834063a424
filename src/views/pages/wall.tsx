import { Checkbox } from '../components/checkbox.tsx'
import { Choice } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, StepButtons } from '../components/form.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** What the radios post as `profil`. */
export type WallChoice = 'carte' | 'intervenant-de-partie' | 'sapiteur' | 'candidat'

const offered: readonly WallChoice[] = ['carte', 'intervenant-de-partie', 'sapiteur']

export interface WallProps {
  readonly form: FormTarget
  readonly offersPersonalAccount: boolean
  readonly selected?: WallChoice
  readonly sharedComputer?: boolean
  readonly errors?: Errors<'profile'>
}

/** The wall: one question before anything else (S1.5, S1.6, S1.9). */
export function wallPage({ form, offersPersonalAccount, selected, sharedComputer, errors }: WallProps): Page {
  const choices = offersPersonalAccount ? [...offered, 'candidat' as const] : offered
  return (m) => ({
    title: m.wall.title,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Choice
            m={m}
            name={fieldNames.profile}
            question={m.wall.question}
            asTitle
            options={choices.map((value) => ({ value, ...m.wall.options[value] }))}
            selected={selected}
            error={errors?.profil}
          />
          <Checkbox
            m={m}
            name={fieldNames.sharedComputer}
            label={m.wall.sharedComputer}
            hint={m.wall.sharedComputerHelp}
            checked={sharedComputer ?? false}
          />
          <StepButtons submit={m.forms.continue} />
        </Form>
      </>
    ),
  })
}
