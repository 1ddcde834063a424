/** One element as the octets that are hashed: Canonical XML 1.0, and Exclusive XML Canonicalization 1.0, without comments. */
import type { XmlAttribute, XmlElement } from './xml-element.ts'

/** `exclusive` writes the namespaces that an element uses, `inclusive` all that are in scope. */
export type Canonicalisation = 'exclusive' | 'inclusive'

export const CANONICALISATIONS: Readonly<Record<string, Canonicalisation>> = {
  'http://www.w3.org/2001/10/xml-exc-c14n#': 'exclusive',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': 'inclusive',
}

const XML_PREFIX = 'xml:'

/** @param leftOut an element below it that is not written (the enveloped-signature transform). */
export function canonicalise(apex: XmlElement, method: Canonicalisation, leftOut?: XmlElement): string {
  const written: string[] = []
  write(apex, new Map())
  return written.join('')

  /** @param rendered the namespaces that the output has declared so far, by prefix. */
  function write(element: XmlElement, rendered: ReadonlyMap<string, string>): void {
    const declarations = declarationsOf(element, method, rendered)
    const attributes = element === apex && method === 'inclusive' ? withInherited(element) : element.attributes
    written.push('<', element.name)
    for (const [prefix, namespace] of declarations) {
      written.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, escapeAttribute(namespace), '"')
    }
    for (const { name, value } of [...attributes].sort(byNamespaceAndName)) {
      written.push(' ', name, '="', escapeAttribute(value), '"')
    }
    written.push('>')
    const below = declarations.length === 0 ? rendered : new Map([...rendered, ...declarations])
    for (const child of element.children) {
      if (typeof child === 'string') written.push(escapeText(child))
      else if (child !== leftOut) write(child, below)
    }
    written.push('</', element.name, '>')
  }
}

/** The declarations that the output needs here, the default one first, then by prefix. */
function declarationsOf(
  element: XmlElement,
  method: Canonicalisation,
  rendered: ReadonlyMap<string, string>,
): (readonly [string, string])[] {
  const prefixes = method === 'inclusive' ? new Set([...element.inScope.keys(), '']) : usedPrefixes(element)
  return [...prefixes]
    .map((prefix) => [prefix, element.inScope.get(prefix) ?? ''] as const)
    .filter(([prefix, namespace]) => namespace !== (rendered.get(prefix) ?? ''))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function usedPrefixes({ prefix, attributes }: XmlElement): Set<string> {
  const used = new Set([prefix])
  for (const { name } of attributes) {
    if (name.includes(':') && !name.startsWith(XML_PREFIX)) used.add(name.slice(0, name.indexOf(':')))
  }
  used.delete('xml')
  return used
}

/** Canonical XML §2.4: the apex inherits xml:lang, xml:space and their like from those above it. */
function withInherited({ attributes, parent }: XmlElement): readonly XmlAttribute[] {
  const all = [...attributes]
  for (let above = parent; above !== undefined; above = above.parent) {
    for (const attribute of above.attributes) {
      if (attribute.name.startsWith(XML_PREFIX) && !all.some(({ name }) => name === attribute.name)) all.push(attribute)
    }
  }
  return all
}

/** By code points, as UTF-8 sorts. */
function byNamespaceAndName(a: XmlAttribute, b: XmlAttribute): number {
  return (
    Buffer.compare(Buffer.from(a.namespace), Buffer.from(b.namespace)) ||
    Buffer.compare(Buffer.from(a.localName), Buffer.from(b.localName))
  )
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? '')
const escapeAttribute = (value: string): string =>
  value.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? '')
