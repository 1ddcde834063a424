/** Character data of XML 1.0: references replaced, and what may not stand in it refused. */

type Refuse = (reason: string) => never

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));|&/g

export function readText(text: string, refuse: Refuse): string {
  if (text.includes(']]>')) refuse(']]> in text')
  return replaceReferences(text, refuse)
}

/** §3.3.3: every white space that is written as such becomes a space; referenced ones stay. */
export const normaliseAttribute = (value: string, refuse: Refuse): string =>
  replaceReferences(value.replace(/[\t\n]/g, ' '), refuse)

function replaceReferences(text: string, refuse: Refuse): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (_, hexadecimal?: string, decimal?: string, entity?: string) => {
    if (entity !== undefined) return ENTITIES[entity] ?? refuse('an entity that nobody declared')
    if (hexadecimal === undefined && decimal === undefined) return refuse('& that refers to nothing')
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
    return isCharacter(code) ? String.fromCodePoint(code) : refuse('a reference to no character')
  })
}

const isCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)
