import { element, objectIdentifier, printableString, sequence, setOf, utf8String } from './der-writer.ts'
import { ATTRIBUTE } from './object-identifiers.ts'

/** A distinguished name, in the order of its encoding, one attribute per RDN as French authorities write it. */
export type Name = readonly (readonly [attribute: NameAttribute, value: string])[]
export type NameAttribute = keyof typeof ATTRIBUTE

/** `shortest`: PrintableString where the letters allow it, as in the real certificates seen; `utf8`: never. */
export type NameStrings = 'shortest' | 'utf8'

const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/

const encodeValue = (attribute: NameAttribute, value: string, strings: NameStrings) => {
  // RFC 5280 appendix A.1: country and serial number are PrintableString whatever the rest is.
  const alwaysPrintable = attribute === 'C' || attribute === 'serialNumber'
  return alwaysPrintable || (strings === 'shortest' && PRINTABLE.test(value))
    ? printableString(value)
    : utf8String(value)
}

export const encodeName = (name: Name, strings: NameStrings = 'shortest'): Buffer =>
  sequence(
    ...name.map(([attribute, value]) =>
      setOf(sequence(objectIdentifier(ATTRIBUTE[attribute]), encodeValue(attribute, value, strings))),
    ),
  )

export const without = (name: Name, ...attributes: readonly NameAttribute[]): Name =>
  name.filter(([attribute]) => !attributes.includes(attribute))

/** The same name with every value of that attribute replaced, in place. */
export const withValue = (name: Name, attribute: NameAttribute, value: string): Name =>
  name.map((part) => (part[0] === attribute ? [attribute, value] : part))

/** GeneralName choices (RFC 5280 §4.2.1.6). */
export const rfc822Name = (address: string) => element(0x81, Buffer.from(address, 'latin1'))
export const dnsName = (host: string) => element(0x82, Buffer.from(host, 'latin1'))
export const uri = (location: string) => element(0x86, Buffer.from(location, 'latin1'))
/** Four or sixteen octets. */
export const ipAddress = (octets: Buffer) => element(0x87, octets)
