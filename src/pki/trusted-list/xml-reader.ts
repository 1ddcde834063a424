/**
 * Reads the XML that signed documents need and nothing more: one root, elements, attributes, text. What makes two readers
 * see two documents is refused: document types, entities of one's own, processing instructions, other encodings.
 */
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { XmlAttribute, XmlElement } from './xml-element.ts'
import { normaliseAttribute, readText } from './xml-text.ts'

export interface XmlLimits {
  readonly bytes: number
  readonly depth: number
  /** Elements and attributes together. */
  readonly nodes: number
}

/** The longest national lists are of some 10 MB. */
export const XML_LIMITS: XmlLimits = { bytes: 32 * 1024 * 1024, depth: 64, nodes: 1_000_000 }

export const xmlMalformed = defineFailure<{ reason: string; offset: number }>(
  'trusted-list.xml-malformed',
  'invalid-input',
  'The file is not the plain XML that a trusted list is.',
  ({ reason, offset }) => `${reason}, at character ${offset}.`,
)

const NAME = '[A-Za-z_\\u00C0-\\uFFFD][\\w.\\-\\u00B7-\\uFFFD]*'
const QUALIFIED_NAME = `(?:${NAME}:)?${NAME}`
const OPEN_TAG = new RegExp(`<(${QUALIFIED_NAME})`, 'y')
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${QUALIFIED_NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'y')
const END_OF_OPEN_TAG = /[ \t\n]*(\/?)>/y
const CLOSE_TAG = new RegExp(`</(${QUALIFIED_NAME})[ \\t\\n]*>`, 'y')
const COMMENT = /<!--((?:(?!--)[\s\S])*)-->/y
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y
const DECLARATION =
  /<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/iy

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
/** XML 1.0 §2.2, surrogates in pairs only: TextDecoder lets no lone one through. */
const NO_CHARACTER = /[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u
const SPACE = /[ \t\n]*/y

class Refused extends Error {}
const refuse = (reason: string): never => {
  throw new Refused(reason)
}

export function readXml(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): Outcome<XmlElement> {
  let offset = 0
  try {
    if (bytes.length > limits.bytes) refuse(`more than ${limits.bytes} bytes`)
    const text = decode(bytes)
    return succeed(readDocument())

    function decode(utf8: Uint8Array): string {
      let decoded = ''
      try {
        decoded = new TextDecoder('utf-8', { fatal: true }).decode(utf8)
      } catch {
        refuse('no UTF-8')
      }
      const odd = NO_CHARACTER.exec(decoded)
      if (odd !== null) refuse('a character that XML has not')
      // XML 1.0 §2.11.
      return decoded.replace(/\r\n?/g, '\n')
    }

    function take(pattern: RegExp): RegExpExecArray | undefined {
      pattern.lastIndex = offset
      const match = pattern.exec(text)
      if (match === null) return undefined
      offset = pattern.lastIndex
      return match
    }

    function readDocument(): XmlElement {
      take(DECLARATION)
      passMisc()
      const root = readElements()
      passMisc()
      if (offset !== text.length) refuse('something behind the root')
      return root
    }

    function passMisc(): void {
      do take(SPACE)
      while (take(COMMENT))
    }

    /** One element with everything in it, without recursion: depth is bounded by the limits alone. */
    function readElements(): XmlElement {
      let nodesLeft = limits.nodes
      let depth = 0
      let root: XmlElement | undefined
      let open: XmlElement | undefined
      do {
        if (text[offset] !== '<') {
          const next = text.indexOf('<', offset)
          if (next < 0 || open === undefined) refuse('the end is missing')
          open?.children.push(readText(text.slice(offset, next), refuse))
          offset = next
        } else if (take(COMMENT)) {
          // Canonical XML leaves comments out: they are nobody's content.
        } else if (text[offset + 1] === '/') {
          const [, name] = take(CLOSE_TAG) ?? refuse('a tag that closes nothing')
          if (open === undefined || name !== open.name) refuse('a tag that closes another')
          open = open?.parent
          depth--
        } else if (open !== undefined && text.startsWith('<![CDATA[', offset)) {
          open.children.push((take(CDATA) ?? refuse('CDATA without an end'))[1] ?? '')
        } else {
          const [, name = ''] = take(OPEN_TAG) ?? refuse('a document type, an instruction, or no name')
          const attributes = readAttributes()
          nodesLeft -= 1 + attributes.length
          if (nodesLeft < 0 || ++depth > limits.depth) refuse('too many elements, or nested too deep')
          const element = resolve(name, attributes, open)
          open?.children.push(element)
          root ??= element
          const [, empty] = take(END_OF_OPEN_TAG) ?? refuse('a tag without an end')
          if (empty === '/') depth--
          else open = element
        }
      } while (open !== undefined)
      return root ?? refuse('no element')
    }

    function readAttributes(): { name: string; value: string }[] {
      const attributes: { name: string; value: string }[] = []
      for (let match = take(ATTRIBUTE); match !== undefined; match = take(ATTRIBUTE)) {
        const [, name = '', double, single = ''] = match
        if (attributes.some((other) => other.name === name)) refuse('an attribute twice')
        attributes.push({ name, value: normaliseAttribute(double ?? single, refuse) })
        if (attributes.length > 200) refuse('too many attributes')
      }
      return attributes
    }
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    return fail(xmlMalformed({ reason: thrown.message, offset }))
  }
}

function resolve(
  name: string,
  written: readonly { name: string; value: string }[],
  parent: XmlElement | undefined,
): XmlElement {
  const declared = written.flatMap(({ name, value }) => {
    if (name === 'xmlns') return [['', value] as const]
    return name.startsWith('xmlns:') ? [[name.slice(6), value] as const] : []
  })
  const inherited: ReadonlyMap<string, string> = parent?.inScope ?? new Map()
  const inScope = declared.length === 0 ? inherited : new Map([...inherited, ...declared])
  for (const [prefix, namespace] of declared) {
    const reserved = [XML_NAMESPACE, XMLNS_NAMESPACE].includes(namespace) || ['xml', 'xmlns'].includes(prefix)
    if (reserved || (prefix !== '' && namespace === '')) refuse('a namespace declaration that may not be')
  }
  const namespaceOf = (prefix: string): string => {
    if (prefix === 'xml') return XML_NAMESPACE
    return inScope.get(prefix) ?? (prefix === '' ? '' : refuse('a prefix without a namespace'))
  }
  const [prefix, localName] = split(name)
  const attributes: XmlAttribute[] = written
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(({ name, value }) => {
      const [prefix, localName] = split(name)
      return { name, localName, namespace: prefix === '' ? '' : namespaceOf(prefix), value }
    })
  if (new Set(attributes.map((one) => `${one.namespace} ${one.localName}`)).size < attributes.length)
    refuse('an attribute twice')
  return { name, prefix, localName, namespace: namespaceOf(prefix), attributes, inScope, parent, children: [] }
}

function split(name: string): readonly [prefix: string, localName: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}
