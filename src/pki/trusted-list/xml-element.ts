/** One element of an XML document, names resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  /** As written: `ds:Signature`. */
  readonly name: string
  readonly prefix: string
  readonly localName: string
  /** Empty: none. */
  readonly namespace: string
  /** Namespace declarations aside, as written. */
  readonly attributes: readonly XmlAttribute[]
  /** Prefix to namespace, those of the ancestors included; the empty prefix is the default namespace. */
  readonly inScope: ReadonlyMap<string, string>
  readonly parent: XmlElement | undefined
  /** Elements and text, in order. */
  readonly children: (XmlElement | string)[]
}

export interface XmlAttribute {
  readonly name: string
  readonly localName: string
  /** Empty: none; an attribute without a prefix has none. */
  readonly namespace: string
  readonly value: string
}

export const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child) => typeof child !== 'string')

/** Child elements of this name. */
export const childrenOf = (element: XmlElement, namespace: string, localName: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.namespace === namespace && child.localName === localName)

/** @returns the child at the end of the path of local names, each the only one of its name; undefined otherwise. */
export function onlyChild(element: XmlElement, namespace: string, ...path: readonly string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element
  for (const localName of path) {
    const found: XmlElement[] = at === undefined ? [] : childrenOf(at, namespace, localName)
    at = found.length === 1 ? found[0] : undefined
  }
  return at
}

/** Its text, when it holds nothing else, without the spaces around it. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined
  const texts = element.children.filter((child) => typeof child === 'string')
  return texts.length < element.children.length ? undefined : texts.join('').trim()
}

/** Of an attribute without a namespace. */
export const attributeOf = (element: XmlElement, localName: string): string | undefined =>
  element.attributes.find((attribute) => attribute.namespace === '' && attribute.localName === localName)?.value
