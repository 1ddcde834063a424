import { sameOctets, toHexadecimal } from '../der/octets.ts'
import type { Name, NameAttribute, NameComparison, RelativeName } from './name.ts'

/** Longer values are compared octet by octet only: normalising them is work that a stranger could order. */
const LONGEST_PREPARED_CHARACTERS = 256

/** RFC 5280 §7.1: relative names in the same order, each with the same attributes whatever their order. */
export const sameName = (a: Name, b: Name): boolean => a === b || sameOctets(a.der, b.der) || nameKey(a) === nameKey(b)

/** RFC 5280 §7.1: the relative names of `base` are the first ones of `name`. */
export function isWithinSubtree(name: Name, base: Name): boolean {
  if (name.relativeNames.length < base.relativeNames.length) return false
  const { keys } = comparisonOf(name)
  return comparisonOf(base).keys.every((key, index) => key === keys[index])
}

/** A text that two names share exactly when `sameName` holds: for maps and sets. */
export const nameKey = (name: Name): string => comparisonOf(name).key

function comparisonOf(name: Name): NameComparison {
  if (name.comparison !== undefined) return name.comparison
  const keys = name.relativeNames.map(relativeNameKey)
  name.comparison = { keys, key: keys.join('\n') }
  return name.comparison
}

function relativeNameKey(relativeName: RelativeName): string {
  const [only] = relativeName
  if (only !== undefined && relativeName.length === 1) return attributeKey(only)
  return relativeName.map(attributeKey).sort().join('')
}

/** The length in front keeps any value from imitating the key of two attributes. */
function attributeKey({ type, tag, value, text }: NameAttribute): string {
  const prepared = text === undefined || text.length > LONGEST_PREPARED_CHARACTERS ? undefined : prepareText(text)
  if (prepared === undefined) return `${type}#${tag},${value.length}:${toHexadecimal(value)}`
  return `${type}=${prepared.length}:${prepared}`
}

/**
 * caseIgnoreMatch after the string preparation of RFC 4518: compatibility form, case folded, runs of spaces as one and
 * none at the ends. Stricter than the RFC in one point: nothing is mapped to nothing, so that a name with control
 * characters equals only itself.
 */
export function prepareText(text: string): string {
  const folded = isPlain(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().normalize('NFKC')
  if (!/^ | $| {2}/.test(folded)) return folded
  return folded.replace(/ {2,}|^ | $/g, (spaces, index: number) =>
    index === 0 || index + spaces.length === folded.length ? '' : ' ',
  )
}

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
