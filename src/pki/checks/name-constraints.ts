import { defineFailure, type Failure } from '../../failures/failure.ts'
import { toHexadecimal } from '../der/octets.ts'
import type { NameConstraints } from '../extensions/name-constraints.ts'
import type { GeneralName } from '../name/general-name.ts'
import { nameToText } from '../name/name-to-text.ts'
import { constrainedNames } from '../name-constraints/names-of.ts'
import { isWithin } from '../name-constraints/subtree.ts'
import { isTarget } from '../path-state.ts'
import type { Check } from './check.ts'

type Breach = { position: number; form: string; name: string }

export const nameNotPermitted = defineFailure<Breach>(
  'pki.name-not-permitted',
  'unauthenticated',
  'A name lies outside the subtrees that a CA above it permits.',
  ({ position, form, name }) => `Certificate ${position}: ${form} ${name}.`,
)

export const nameExcluded = defineFailure<Breach>(
  'pki.name-excluded',
  'unauthenticated',
  'A name lies in a subtree that a CA above it excludes.',
  ({ position, form, name }) => `Certificate ${position}: ${form} ${name}.`,
)

export const nameNotComparable = defineFailure<Breach>(
  'pki.name-not-comparable',
  'unauthenticated',
  'A CA constrains names of a form in a way that cannot be compared with the name found.',
  ({ position, form, name }) => `Certificate ${position}: ${form} ${name}.`,
)

/** RFC 5280 §6.1.3 (b) and (c); a self-issued certificate below which others stand is let through. */
export const nameConstraints: Check = {
  id: 'name-constraints',
  clause: 'RFC 5280 §6.1.3 (b), (c)',
  apply: (step) => {
    const { certificate, position, selfIssued, state, question } = step
    if (state.nameConstraints.length === 0 || (selfIssued && !isTarget(step))) return undefined
    const names = constrainedNames(certificate, isTarget(step))
    for (const constraints of state.nameConstraints) {
      const subtrees = constraints.permitted.length + constraints.excluded.length
      const overspent = question.budget.spend('nameComparisons', names.length * subtrees)
      if (overspent !== undefined) return overspent
      for (const name of names) {
        const breach = breachOf(name, constraints, position)
        if (breach !== undefined) return breach
      }
    }
    return undefined
  },
  found: (step) => {
    const names = constrainedNames(step.certificate, isTarget(step))
    return `${step.state.nameConstraints.length} certificates of the path constrain names; ${names.length} names here`
  },
}

function breachOf(name: GeneralName, { permitted, excluded }: NameConstraints, position: number): Failure | undefined {
  const breach = (): Breach => ({ position, form: name.form, name: generalNameToText(name) })
  for (const base of excluded) {
    if (base.form !== name.form) continue
    const within = isWithin(name, base, 'excluded')
    if (within !== false) return (within === undefined ? nameNotComparable : nameExcluded)(breach())
  }
  let constrained = false
  for (const base of permitted) {
    if (base.form !== name.form) continue
    constrained = true
    const within = isWithin(name, base, 'permitted')
    if (within === undefined) return nameNotComparable(breach())
    if (within) return undefined
  }
  return constrained ? nameNotPermitted(breach()) : undefined
}

function generalNameToText(name: GeneralName): string {
  if (name.form === 'directoryName') return nameToText(name.value)
  return typeof name.value === 'string' ? name.value.slice(0, 200) : toHexadecimal(name.value.subarray(0, 100))
}
