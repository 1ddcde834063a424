import type { ErrorId, Messages } from '../../messages/messages.ts'
import { fieldNames, formActions } from '../field-names.ts'
import { describedBy, FieldError, FieldHint } from './field.tsx'

export interface Speciality {
  readonly code: string
  readonly label: string
}

export interface SpecialityBranch extends Speciality {
  readonly rubriques: readonly (Speciality & { readonly specialities: readonly Speciality[] })[]
}

export interface SpecialityTreeProps {
  /** The edition of the nomenclature that the codes belong to. */
  readonly edition: string
  /** The whole tree, or what a search left of it. */
  readonly branches: readonly SpecialityBranch[]
  readonly chosen: readonly Speciality[]
  readonly search?: string
  readonly error?: ErrorId | undefined
}

const name = fieldNames.specialities
/** As printed in the nomenclature (S1.40). */
const printed = ({ code, label }: Speciality): string => `${code}. ${label}.`

function Box({ item, checked }: { readonly item: Speciality; readonly checked: boolean }) {
  const id = `${name}-${item.code}`
  return (
    <div class="checkbox-row">
      <input type="checkbox" id={id} name={name} value={item.code} checked={checked} />
      <label for={id}>{printed(item)}</label>
    </div>
  )
}

/**
 * A tree of boxes, several levels, several choices (S1.37 #9); native elements, so keyboard and screen reader need
 * nothing more (RGAA 7.1). What is chosen already stands above the tree, so that a search hides no choice.
 */
export function SpecialityTree(props: SpecialityTreeProps & { readonly m: Messages }) {
  const { m, edition, branches, chosen, search = '', error } = props
  const isChosen = new Set(chosen.map(({ code }) => code))
  const found = branches.flatMap(({ rubriques }) => rubriques.flatMap(({ specialities }) => specialities)).length
  const item = (one: Speciality) =>
    isChosen.has(one.code) ? (
      <p class="tree-chosen">
        {printed(one)} <span class="hint">({m.registration.specialityAlready})</span>
      </p>
    ) : (
      <Box item={one} checked={false} />
    )

  return (
    <fieldset class="tree" id={name} tabIndex={-1} aria-describedby={describedBy(name, edition, error)}>
      <legend>{m.registration.specialities}</legend>
      <FieldHint name={name}>{m.registration.specialitiesHint(edition)}</FieldHint>
      <FieldError m={m} name={name} error={error} />
      {chosen.length === 0 ? null : (
        <fieldset class="tree-choices">
          <legend>{m.registration.specialitiesChosen}</legend>
          {chosen.map((one) => (
            <Box item={one} checked key={one.code} />
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for={fieldNames.specialitySearch}>{m.registration.specialitySearch}</label>
        <FieldHint name={fieldNames.specialitySearch}>{m.registration.specialitySearchHint}</FieldHint>
        <div class="search-row">
          <input
            type="search"
            id={fieldNames.specialitySearch}
            name={fieldNames.specialitySearch}
            value={search}
            maxLength={80}
            aria-describedby={`${fieldNames.specialitySearch}-aide`}
            data-enter-presses="chercher-specialite"
          />
          <button
            type="submit"
            class="button button-secondary"
            id="chercher-specialite"
            name={fieldNames.formAction}
            value={formActions.search}
          >
            {m.registration.specialitySearchGo}
          </button>
          {search === '' ? null : (
            <button type="submit" class="link" name={fieldNames.formAction} value={formActions.showAll}>
              {m.registration.specialitySearchAll}
            </button>
          )}
        </div>
        {search === '' ? null : (
          <p class="hint" role="status">
            {m.registration.specialityFound(found, search)}
          </p>
        )}
      </div>
      {branches.map((branch) => (
        <details class="tree-branch" open={search !== ''} key={branch.code}>
          <summary>{printed(branch)}</summary>
          <ul>
            {branch.rubriques.map((rubrique) => (
              <li key={rubrique.code}>
                {item(rubrique)}
                <ul>
                  {rubrique.specialities.map((speciality) => (
                    <li key={speciality.code}>{item(speciality)}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </fieldset>
  )
}
