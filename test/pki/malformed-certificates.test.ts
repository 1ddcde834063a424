/** Certificates that are not quite certificates: each a fixture named after its one defect, each signed by the right key. */
import { describe, expect, it } from 'vitest'
import * as der from '../../certs-test/der-writer.ts'
import {
  AT,
  attribute,
  authority,
  type Blueprint,
  certificate,
  certificatePolicies,
  extension,
  general,
  name,
  party,
  relativeName,
  SIGNATURE,
  SUBSCRIBER,
  subjectAltName,
} from '../support/x509-builder.ts'
import { answerTo, verdictOn } from '../support/x509-verdict.ts'

const root = party('Root')
const person = party('Person')
const anchors = [authority(root)]

const leafWith = (changes: Partial<Blueprint>) => certificate({ subject: person, issuer: root, ...changes })
const leafOf = (...extensions: readonly Buffer[]) => leafWith({ extensions: [...SUBSCRIBER, ...extensions] })
const answer = (leaf: Uint8Array) => answerTo({ leaf, anchors })

/** What the reader objects to, for fixtures that must be refused for their own defect and no other. */
function objection(leaf: Uint8Array): string {
  const verdict = verdictOn({ leaf, anchors })
  return verdict.verdict === 'valid' ? 'valid' : `${verdict.failure.code}: ${verdict.failure.data['reason']}`
}

const malformed = (reason: string) => `pki.malformed: ${reason}`

it('accepts the certificate that the others differ from', () => expect(answer(leafOf())).toBe('valid'))

describe('the whole', () => {
  const whole = leafOf()

  it('nothing', () => expect(answer(new Uint8Array())).toBe('pki.malformed'))
  it('trailing bytes', () => expect(objection(Buffer.concat([whole, Buffer.of(0)]))).toBe(malformed('trailing bytes')))
  it('cut short', () => expect(answer(whole.subarray(0, -1))).toBe('pki.malformed'))
  it('PEM instead of DER', () => expect(answer(Buffer.from('-----BEGIN CERTIFICATE-----'))).toBe('pki.malformed'))
  it('200 kB of it', () => expect(answer(leafOf(extension('1.2.3', Buffer.alloc(200_000))))).toBe('pki.oversize'))
  it('another version of the outer tag', () => {
    const asSet = Buffer.from(whole)
    asSet[0] = 0x31
    expect(answer(asSet)).toBe('pki.malformed')
  })
})

describe('algorithms', () => {
  it('inner and outer differ', () =>
    expect(objection(leafWith({ outerAlgorithm: SIGNATURE['ecdsa-sha384'][1] }))).toBe(
      malformed('two different signature algorithms'),
    ))

  it('inner and outer differ in parameters alone', () => {
    const [, algorithm] = SIGNATURE['ecdsa-sha256']
    const withNull = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'), der.nullValue())
    expect(answer(leafWith({ innerAlgorithm: withNull, outerAlgorithm: algorithm }))).toBe('pki.malformed')
    expect(answer(leafWith({ innerAlgorithm: withNull }))).toBe('pki.signature-algorithm-refused')
  })

  it('signature with unused bits', () => {
    const bytes = certificate({ subject: person, issuer: party('Root', 'Ed25519') })
    bytes[bytes.length - 64 - 1] = 1
    expect(objection(bytes)).toBe(malformed('BIT STRING with unused bits'))
  })
})

describe('version and serial number', () => {
  it('version 1', () => expect(answer(leafWith({ version: 'absent', extensions: [] }))).toBe('pki.version-refused'))
  it('version 1 written out', () => expect(answer(leafWith({ version: 0, extensions: [] }))).toBe('pki.malformed'))
  it('version 2', () => expect(answer(leafWith({ version: 1, extensions: [] }))).toBe('pki.version-refused'))
  it('version 4', () => expect(objection(leafWith({ version: 3 }))).toBe(malformed('no such certificate version')))
  it('extensions in version 1', () =>
    expect(objection(leafWith({ version: 'absent' }))).toBe(malformed('extensions in version 1')))
  it('no extension in the list of extensions', () =>
    expect(
      answer(leafWith({ extensions: [], rewrite: (part) => appendToSequence(part, der.tagged(3, der.sequence())) })),
    ).toBe('pki.malformed'))
  it('serial number of 21 octets', () =>
    expect(objection(leafWith({ serialNumber: der.integer((1n << 167n) - 1n) }))).toBe(
      malformed('serial number over 20 octets'),
    ))
  it('serial number of 20 octets and a sign: accepted', () =>
    expect(answer(leafWith({ serialNumber: der.integer((1n << 160n) - 1n) }))).toBe('valid'))
  it('negative serial number, which occurs: accepted', () =>
    expect(answer(leafWith({ serialNumber: Buffer.from('0201ff', 'hex') }))).toBe('valid'))
  it('serial number not minimal', () =>
    expect(objection(leafWith({ serialNumber: Buffer.from('02020001', 'hex') }))).toBe(
      malformed('INTEGER is not minimal'),
    ))
})

describe('dates', () => {
  const utc = (text: string) => der.element(0x17, Buffer.from(text))
  const generalized = (text: string) => der.element(0x18, Buffer.from(text))

  it.each([
    ['without seconds', utc('2901010000Z')],
    ['with an offset', utc('290101000000+0100')],
    ['fraction of a second', generalized('20290101000000.5Z')],
    ['30 February', utc('290230000000Z')],
    ['local time', generalized('20290101000000')],
    ['as text', der.utf8String('290101000000Z')],
  ])('%s', (_, notBefore) => expect(answer(leafWith({ notBefore }))).toBe('pki.malformed'))

  it('GeneralizedTime before 2050, which occurs: accepted', () =>
    expect(answer(leafWith({ notBefore: generalized('20290101000000Z') }))).toBe('valid'))
  it('without end: accepted', () =>
    expect(answer(leafWith({ notAfter: generalized('99991231235959Z') }))).toBe('valid'))
  it('ends before it begins', () =>
    expect(answer(leafWith({ notBefore: der.time(AT - 1000), notAfter: der.time(AT - 5000) }))).toBe('pki.expired'))
})

describe('extensions', () => {
  it('one twice', () => {
    const twice = [subjectAltName(general.rfc822('a@b.fr')), subjectAltName(general.rfc822('c@d.fr'))]
    expect(objection(leafOf(...twice))).toBe(malformed('extension 2.5.29.17 appears twice'))
  })
  it('an unknown one twice', () =>
    expect(answer(leafOf(extension('1.2.3', der.nullValue()), extension('1.2.3', der.nullValue())))).toBe(
      'pki.malformed',
    ))
  it('unknown and critical', () =>
    expect(answer(leafOf(extension('1.2.3.4', der.nullValue(), true)))).toBe('pki.critical-extension-unknown'))
  it('unknown and not critical: accepted', () =>
    expect(answer(leafOf(extension('1.2.3.4', Buffer.from('anything'))))).toBe('valid'))
  it('known, not to be critical, and critical', () =>
    expect(answer(leafOf(extension('2.5.29.35', der.sequence(), true)))).toBe('pki.critical-extension-unknown'))
  it('critical written as neither true nor false', () => {
    const extensions = [
      der.sequence(der.objectIdentifier('1.2.3'), der.element(0x01, Buffer.of(1)), der.octetString(der.nullValue())),
    ]
    expect(answer(leafWith({ extensions }))).toBe('pki.malformed')
  })

  it.each([
    ['basic constraints with trailing bytes', '2.5.29.19', Buffer.concat([der.sequence(), Buffer.of(0)])],
    ['basic constraints with a path length and no CA', '2.5.29.19', der.sequence(der.integer(0))],
    [
      'basic constraints with a negative path length',
      '2.5.29.19',
      der.sequence(der.boolean(true), Buffer.from('0201ff', 'hex')),
    ],
    [
      'basic constraints with a path length of 64 bits',
      '2.5.29.19',
      der.sequence(der.boolean(true), der.integer(1n << 63n)),
    ],
    ['basic constraints as text', '2.5.29.19', der.utf8String('CA:FALSE')],
    ['key usage without usage', '2.5.29.15', der.bitString(Buffer.alloc(0))],
    ['key usage with a wrong count of unused bits', '2.5.29.15', Buffer.from('03020880', 'hex')],
    ['key usage with unused bits set', '2.5.29.15', Buffer.from('03020781', 'hex')],
    ['extended key usage without purpose', '2.5.29.37', der.sequence()],
    ['policies: none', '2.5.29.32', der.sequence()],
    ['alternative names: none', '2.5.29.17', der.sequence()],
    ['alternative name of no known form', '2.5.29.17', der.sequence(der.taggedPrimitive(9, Buffer.of(1)))],
    ['alternative name with a NUL', '2.5.29.17', der.sequence(general.dns('www.example.org\0.evil.example'))],
    ['alternative name with a line end', '2.5.29.17', der.sequence(general.rfc822('a@b.fr\r\nBcc: c@d.fr'))],
    ['alternative name with an accent', '2.5.29.17', der.sequence(general.rfc822('é@b.fr'))],
    ['address of five octets', '2.5.29.17', der.sequence(general.ip(1, 2, 3, 4, 5))],
    ['name constraints that constrain nothing', '2.5.29.30', der.sequence()],
    [
      'name constraints with a maximum',
      '2.5.29.30',
      der.sequence(der.tagged(0, der.sequence(general.dns('a.example'), der.taggedPrimitive(1, Buffer.of(1))))),
    ],
    [
      'name constraints with a minimum',
      '2.5.29.30',
      der.sequence(der.tagged(0, der.sequence(general.dns('a.example'), der.taggedPrimitive(0, Buffer.of(1))))),
    ],
    [
      'name constraints with a mask with holes',
      '2.5.29.30',
      der.sequence(der.tagged(0, der.sequence(general.ip(10, 0, 0, 0, 255, 0, 255, 0)))),
    ],
    ['policy constraints that constrain nothing', '2.5.29.36', der.sequence()],
    [
      'authority key identifier: issuer without serial number',
      '2.5.29.35',
      der.sequence(der.tagged(1, general.directory(root.name))),
    ],
    ['distribution point that names nothing', '2.5.29.31', der.sequence(der.sequence())],
    ['information access: no description', '1.3.6.1.5.5.7.1.1', der.sequence()],
    ['OCSP no-check with content', '1.3.6.1.5.5.7.48.1.5', der.utf8String('no')],
  ])('%s', (_, identifier, value) => expect(answer(leafOf(extension(identifier, value)))).toBe('pki.malformed'))

  it('a policy named twice', () => expect(answer(leafOf(certificatePolicies('1.2.3', '1.2.3')))).toBe('pki.malformed'))

  it('an explicit cA FALSE and zero bits at the end of key usage, which occur: accepted', () => {
    const extensions = [
      extension('2.5.29.19', der.sequence(der.boolean(false))),
      extension('2.5.29.15', Buffer.from('03020080', 'hex')),
    ]
    expect(answer(leafWith({ extensions }))).toBe('valid')
  })
})

describe('names', () => {
  const commonName = (value: Buffer) => name(relativeName(attribute('2.5.4.3', value)))

  it.each([
    ['UTF8String that is not UTF-8', commonName(der.element(0x0c, Buffer.of(0xc3, 0x28)))],
    ['overlong UTF-8', commonName(der.element(0x0c, Buffer.of(0xc0, 0x80)))],
    ['BMPString cut in the middle', commonName(der.element(0x1e, Buffer.of(0, 0x41, 0)))],
    ['BMPString with half a character', commonName(der.element(0x1e, Buffer.of(0xd8, 0)))],
    ['PrintableString with an accent', commonName(der.element(0x13, Buffer.from('é', 'latin1')))],
    ['empty relative name', der.sequence(der.setOf())],
    ['attribute without value', der.sequence(der.setOf(der.sequence(der.objectIdentifier('2.5.4.3'))))],
    [
      'attribute with two values',
      der.sequence(der.setOf(der.sequence(der.objectIdentifier('2.5.4.3'), der.utf8String('a'), der.utf8String('b')))),
    ],
  ])('%s', (_, subjectName) => expect(answer(leafWith({ subjectName }))).toBe('pki.malformed'))

  it('nobody: an empty subject and no alternative name', () =>
    expect(answer(leafWith({ subjectName: der.sequence() }))).toBe('pki.subject-missing'))
})

describe('enormous things', () => {
  const arcs = (octets: number) => der.element(0x06, Buffer.alloc(octets, 0xff), Buffer.of(0x7f))
  const policies = (value: Buffer) => extension('2.5.29.32', der.sequence(der.sequence(value)))

  it('an object identifier of 60 kB', () => expect(answer(leafOf(policies(arcs(60_000))))).toBe('pki.oversize'))
  it('an object identifier with an arc of 400 bits', () =>
    expect(answer(leafOf(policies(arcs(60))))).toBe('pki.oversize'))
  it('an object identifier cut inside an arc', () =>
    expect(answer(leafOf(policies(der.element(0x06, Buffer.of(0x2a, 0x86)))))).toBe('pki.malformed'))
  it('a name of 5 000 relative names', () =>
    expect(answer(leafWith({ subjectName: name(...Array.from({ length: 5000 }, (_, i) => `part ${i}`)) }))).toBe(
      'pki.oversize',
    ))
  it('a common name of 100 000 letters that normalisation multiplies: accepted, and soon', () =>
    expect(answer(leafWith({ subjectName: name('\ufdfa'.repeat(33_000)) }))).toBe('valid'))
  it('5 000 alternative names: accepted, and soon', () =>
    expect(
      answer(leafOf(subjectAltName(...Array.from({ length: 5000 }, (_, i) => general.dns(`h${i}.example`))))),
    ).toBe('valid'))
  it('20 000 alternative names', () =>
    expect(answer(leafOf(subjectAltName(...Array.from({ length: 20_000 }, () => general.dns('a')))))).toBe(
      'pki.oversize',
    ))
  it('sequences in sequences, 10 000 deep', () => {
    let nested: Buffer = der.nullValue()
    for (let depth = 0; depth < 10_000; depth++) nested = der.sequence(nested)
    expect(answer(nested)).toBe('pki.malformed')
    expect(answer(leafWith({ subjectName: nested }))).toBe('pki.malformed')
    expect(answer(leafOf(extension('2.5.29.30', nested)))).toBe('pki.malformed')
  })
  it('candidates whose names are long and multiply when normalised', () => {
    const slow = () => name(...Array.from({ length: 150 }, () => '\ufdfa'.repeat(250)))
    const candidates = Array.from({ length: 16 }, () => leafWith({ subjectName: slow() }))
    expect(answerTo({ leaf: leafOf(), anchors, candidates })).toBe('valid')
  })
  it('candidates of 20 MB', () => {
    const heavy = leafOf(extension('1.2.3', Buffer.alloc(100_000)))
    expect(answerTo({ leaf: leafOf(), anchors, candidates: Array.from({ length: 200 }, () => heavy) })).toBe(
      'pki.budget-exceeded',
    )
  })
  it('4 GB announced in five bytes', () => expect(answer(Buffer.from('3084ffffffff', 'hex'))).toBe('pki.malformed'))
})

it('says what it left out when a candidate is malformed', () => {
  const verdict = verdictOn({ leaf: leafOf(), anchors, candidates: [Buffer.from('noise')] })
  expect(verdict.verdict).toBe('valid')
  expect(verdict.checks[0]?.passed).toBe(false)
  expect(verdict.checks[0]?.found()).toContain('left out')
})

it('refuses to answer with an anchor that is no certificate', () =>
  expect(answerTo({ leaf: leafOf(), anchors: [...anchors, Buffer.from('noise')] })).toBe('pki.malformed'))

it('answers without any anchor', () => expect(answerTo({ leaf: leafOf(), anchors: [] })).toBe('pki.issuer-unknown'))

/** Puts one more value at the end of a sequence. */
function appendToSequence(encoded: Buffer, value: Buffer): Buffer {
  const lengthOctets = (encoded[1] ?? 0) < 0x80 ? 1 : ((encoded[1] ?? 0) & 0x7f) + 1
  return der.sequence(encoded.subarray(1 + lengthOctets), value)
}
