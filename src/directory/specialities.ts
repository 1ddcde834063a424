/** The nomenclature of experts: branches, rubriques, specialities. A code means something only with its edition. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Speciality {
  readonly code: string
  readonly label: string
}

export interface SpecialityBranch extends Speciality {
  readonly rubriques: readonly (Speciality & { readonly specialities: readonly Speciality[] })[]
}

interface Nomenclature {
  readonly edition: string
  readonly branches: readonly SpecialityBranch[]
}

export const NOMENCLATURE: Nomenclature = JSON.parse(
  readFileSync(join(import.meta.dirname, 'specialities.json'), 'utf8'),
) as Nomenclature

const byCode = new Map(
  NOMENCLATURE.branches
    .flatMap(({ rubriques }) => rubriques)
    .flatMap((rubrique) => [rubrique, ...rubrique.specialities])
    .map(({ code, label }) => [code, { code, label }] as const),
)

export const findSpeciality = (code: string): Speciality | undefined => byCode.get(code)

/** What is left of the tree for some words or the beginning of a code; accents and case do not count. */
export function searchSpecialities(search: string): readonly SpecialityBranch[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return NOMENCLATURE.branches
  const fits = ({ code, label }: Speciality, ...above: readonly Speciality[]) => {
    const text = fold([label, ...above.map((each) => each.label)].join(' '))
    return words.every((word) => text.includes(word) || fold(`${code}.`).startsWith(word))
  }
  return NOMENCLATURE.branches.flatMap((branch) => {
    const rubriques = branch.rubriques.flatMap((rubrique) => {
      const specialities = rubrique.specialities.filter((speciality) => fits(speciality, rubrique))
      return specialities.length > 0 || fits(rubrique) ? [{ ...rubrique, specialities }] : []
    })
    return rubriques.length > 0 ? [{ ...branch, rubriques }] : []
  })
}

const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
