import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitString, element, printableString, utf8String } from '../../certs-test/der-writer.ts'
import { attributeTexts, type Name, parseName } from '../../src/pki/name/name.ts'
import { isWithinSubtree, nameKey, prepareText, sameName } from '../../src/pki/name/name-comparison.ts'
import { nameToText } from '../../src/pki/name/name-to-text.ts'
import { attribute, name, relativeName } from '../support/x509-builder.ts'

function parsed(der: Uint8Array): Name {
  const outcome = parseName(der)
  if (!outcome.ok) throw new Error(outcome.failure.explanation)
  return outcome.value
}

const commonName = (value: Buffer) => parsed(name(relativeName(attribute('2.5.4.3', value))))
const bmp = (text: string) => element(0x1e, Buffer.from(text, 'utf16le').swap16())
const latin1 = (text: string) => element(0x14, Buffer.from(text, 'latin1'))

describe('names that are the same', () => {
  it.each([
    ['in another string type', printableString('Certigna'), utf8String('Certigna')],
    ['in BMPString', bmp('Müller'), utf8String('Müller')],
    ['in TeletexString', latin1('Hélène'), utf8String('Hélène')],
    ['in another case', utf8String('CertEurope eID User'), utf8String('CERTEUROPE EID USER')],
    ['in another case with accents', utf8String('HÉLÈNE'), utf8String('hélène')],
    ['with other spaces', utf8String('  CertEurope   eID '), utf8String('CertEurope eID')],
    ['with accents composed otherwise', utf8String('He\u0301lène'), utf8String('Hélène')],
  ])('%s', (_, a, b) => {
    expect(sameName(commonName(a), commonName(b))).toBe(true)
    expect(nameKey(commonName(a))).toBe(nameKey(commonName(b)))
  })

  it('with the attributes of one relative name in another order', () => {
    const [a, b] = [attribute('2.5.4.3', utf8String('a')), attribute('2.5.4.5', printableString('1'))]
    const inOrder = (...attributes: Buffer[]) => parsed(element(0x30, element(0x31, ...attributes)))
    expect(sameName(inOrder(a, b), inOrder(b, a))).toBe(true)
  })
})

describe('names that are not', () => {
  it.each([
    ['with a NUL inside', utf8String('Root'), utf8String('Ro\0ot')],
    ['with an invisible character', utf8String('Root'), utf8String('Ro\u200bot')],
    ['with a letter of another alphabet', utf8String('Root'), utf8String('R\u043e\u043et')],
    ['with a space where there was none', utf8String('eID'), utf8String('e ID')],
    ['of the same octets in a type that is no string', utf8String('\0Root'), bitString(Buffer.from('Root'))],
  ])('%s', (_, a, b) => expect(sameName(commonName(a), commonName(b))).toBe(false))

  it('with relative names in another order', () =>
    expect(sameName(parsed(name('a', 'b')), parsed(name('b', 'a')))).toBe(false))

  it('with one value that imitates two attributes', () => {
    const two = relativeName(attribute('2.5.4.3', utf8String('a')), attribute('2.5.4.4', utf8String('b')))
    const one = relativeName(attribute('2.5.4.3', utf8String('a2.5.4.4=1:b')))
    expect(sameName(parsed(name(two)), parsed(name(one)))).toBe(false)
  })

  it('with one value that imitates two relative names', () =>
    expect(sameName(parsed(name('a', 'b')), parsed(name('a\n2.5.4.3=1:b')))).toBe(false))
})

it('a subtree holds its base and what continues it, and nothing else', () => {
  const base = parsed(name('a'))
  expect(isWithinSubtree(parsed(name('a')), base)).toBe(true)
  expect(isWithinSubtree(parsed(name('A', 'b')), base)).toBe(true)
  expect(isWithinSubtree(parsed(name('b', 'a')), base)).toBe(false)
  expect(isWithinSubtree(parsed(name()), base)).toBe(false)
})

it('prepares a prepared text to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(prepareText(prepareText(text))).toBe(prepareText(text))
    }),
  )
})

it('reads values by their type, wherever they stand', () => {
  const shuffled = parsed(
    name(
      relativeName(attribute('2.5.4.97', utf8String('NTRFR-123456782'))),
      relativeName(attribute('2.5.4.11', utf8String('0002 123456782'))),
      'Prénom NOM',
      relativeName(attribute('2.5.4.11', printableString('Experts'))),
    ),
  )
  expect(attributeTexts(shuffled, '2.5.4.11')).toEqual(['0002 123456782', 'Experts'])
  expect(attributeTexts(shuffled, '2.5.4.97')).toEqual(['NTRFR-123456782'])
  expect(attributeTexts(shuffled, '2.5.4.42')).toEqual([])
})

it('is printed so that no value passes for another attribute', () =>
  expect(nameToText(parsed(name('a, O=Root')))).toBe('C=FR, O=Parvis tests, CN=a\\, O\\=Root'))
