/** The leaf is named, everything else sent along is a claim: in any order, with anything in it. */
import { describe, expect, it } from 'vitest'
import { time } from '../../certs-test/der-writer.ts'
import { DEFAULT_PATH_LIMITS } from '../../src/pki/budget.ts'
import {
  AT,
  AUTHORITY,
  authority,
  authorityKeyIdentifier,
  basicConstraints,
  certificate,
  keyUsage,
  lookAlike,
  name,
  type Party,
  party,
  SUBSCRIBER,
  subjectKeyIdentifier,
  subscriber,
} from '../support/x509-builder.ts'
import { answerTo, verdictOn } from '../support/x509-verdict.ts'

const root = party('Root')
const issuing = party('Issuing CA')
const person = party('Person')
const anchors = [authority(root)]
const issuingCa = authority(issuing, root)
const leaf = subscriber(person, issuing)

const many = (count: number, make: (index: number) => Buffer): Buffer[] =>
  Array.from({ length: count }, (_, i) => make(i))

describe('finds the path', () => {
  const upper = party('Upper CA')
  const lower = party('Lower CA')
  const deep = subscriber(person, lower)
  const chain = [authority(lower, issuing), authority(issuing, upper), authority(upper, root)]

  it('whatever the order of the candidates', () => {
    expect(answerTo({ leaf: deep, anchors, candidates: chain })).toBe('valid')
    expect(answerTo({ leaf: deep, anchors, candidates: chain.toReversed() })).toBe('valid')
  })

  it('among strangers, duplicates, the anchor and the leaf itself', () => {
    const noise = [deep, ...anchors, ...chain, ...many(50, (i) => authority(party(`Stranger ${i}`), root))]
    expect(answerTo({ leaf: deep, anchors, candidates: [...noise, ...chain] })).toBe('valid')
  })

  it('through the second certificate of a CA when the first has expired', () => {
    const old = certificate({
      subject: issuing,
      issuer: root,
      extensions: AUTHORITY,
      notAfter: time(AT - 86_400_000),
    })
    expect(answerTo({ leaf, anchors, candidates: [old, issuingCa] })).toBe('valid')
  })

  it('through a cross certificate when the usual root is not trusted', () => {
    const other = party('Other root')
    const candidates = [issuingCa, authority(root), authority(root, other)]
    expect(answerTo({ leaf, anchors: [authority(other)], candidates })).toBe('valid')
  })

  it('to the nearer of two anchors', () => {
    const verdict = verdictOn({ leaf, anchors: [...anchors, issuingCa], candidates: [issuingCa] })
    expect(verdict.verdict === 'valid' && verdict.path.certificates).toHaveLength(1)
  })

  it('behind 300 look-alikes of the issuing CA, each with a key of its own', () => {
    const strangers = many(300, () => authority(lookAlike(issuing), root))
    expect(answerTo({ leaf, anchors, candidates: [...strangers, issuingCa] })).toBe('valid')
  })

  it('behind 100 certificates that give the right key to the issuing CA, and lead nowhere', () => {
    const nowhere = many(100, (i) => authority(issuing, party(`Nowhere ${i}`)))
    expect(answerTo({ leaf, anchors, candidates: [...nowhere, issuingCa] })).toBe('valid')
  })

  it('although the key identifiers point elsewhere', () => {
    const [right, wrong] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2)]
    const ca = authority(issuing, root, [...AUTHORITY, subjectKeyIdentifier(right)])
    const pointed = subscriber(person, issuing, authorityKeyIdentifier(wrong))
    const decoy = authority(lookAlike(issuing), root, [...AUTHORITY, subjectKeyIdentifier(wrong)])
    expect(answerTo({ leaf: pointed, anchors, candidates: [decoy, ca] })).toBe('valid')
  })

  it('through 18 CAs, and not through 25', () => {
    const cas = many(25, (i) => Buffer.from(`CA ${i}`)).map((label) => party(String(label)))
    const all = cas.map((ca, i) => authority(ca, cas[i - 1] ?? root))
    const leafBelow = (ca: Party | undefined) => subscriber(person, ca ?? root)
    expect(answerTo({ leaf: leafBelow(cas[17]), anchors, candidates: all })).toBe('valid')
    expect(answerTo({ leaf: leafBelow(cas[24]), anchors, candidates: all })).toBe('pki.no-path-to-anchor')
  })
})

describe('refuses', () => {
  it('a CA of the same name that is not the pinned one', () => {
    const impostor = lookAlike(root)
    expect(answerTo({ leaf: subscriber(person, impostor), anchors, candidates: [authority(impostor)] })).toBe(
      'pki.signature-invalid',
    )
  })

  it('a look-alike issuer that the client brings along', () => {
    const impostor = lookAlike(issuing)
    const candidates = [authority(impostor, lookAlike(root)), issuingCa]
    expect(answerTo({ leaf: subscriber(person, impostor), anchors, candidates })).toBe('pki.signature-invalid')
  })

  it('a leaf that signs another', () => {
    const other = party('Other person')
    expect(answerTo({ leaf: subscriber(other, person), anchors, candidates: [leaf, issuingCa] })).toBe('pki.not-a-ca')
  })

  it('a leaf that says keyCertSign and signs another', () => {
    const signer = certificate({ subject: person, issuer: issuing, extensions: [keyUsage('keyCertSign')] })
    const other = party('Other person')
    expect(answerTo({ leaf: subscriber(other, person), anchors, candidates: [signer, issuingCa] })).toBe('pki.not-a-ca')
  })

  it('a CA that may not sign certificates', () => {
    const ca = authority(issuing, root, [basicConstraints(true), keyUsage('cRLSign')])
    expect(answerTo({ leaf, anchors, candidates: [ca] })).toBe('pki.certificate-signing-refused')
  })

  it('a signature with one bit changed', () => {
    const forged = Buffer.from(leaf)
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1
    expect(answerTo({ leaf: forged, anchors, candidates: [issuingCa] })).toBe('pki.signature-invalid')
  })

  it('a signature that is no signature', () => {
    const forged = Buffer.concat([leaf.subarray(0, -70), Buffer.alloc(70, 0xff)])
    expect(answerTo({ leaf: forged, anchors, candidates: [issuingCa] })).toMatch(/^pki\.(signature-invalid|malformed)$/)
  })

  it('an issuer nobody knows, by its name', () => {
    const verdict = verdictOn({ leaf: subscriber(person, party('Unknown CA')), anchors })
    expect(verdict.verdict === 'invalid' && verdict.failure).toMatchObject({
      code: 'pki.issuer-unknown',
      data: { position: 0, issuer: 'C=FR, O=Parvis tests, CN=Unknown CA' },
    })
  })

  it('a self-signed leaf', () => {
    const selfMade = certificate({ subject: person, issuer: person, extensions: SUBSCRIBER })
    expect(answerTo({ leaf: selfMade, anchors, candidates: [selfMade] })).toBe('pki.no-path-to-anchor')
  })

  it('an issuer without a name', () => {
    const nameless = { ...party(''), name: Buffer.from('3000', 'hex') }
    const nobody = subscriber(person, nameless)
    expect(answerTo({ leaf: nobody, anchors: [authority(nameless)] })).toBe('pki.issuer-name-differs')
  })

  it('the last candidate taken for the leaf', () => {
    const stranger = subscriber(person, lookAlike(issuing))
    expect(answerTo({ leaf: stranger, anchors, candidates: [issuingCa, leaf] })).toBe('pki.signature-invalid')
  })
})

describe('ends', () => {
  it('when two CAs sign each other', () => {
    const [a, b] = [party('A'), party('B')]
    expect(answerTo({ leaf: subscriber(person, a), anchors, candidates: [authority(a, b), authority(b, a)] })).toBe(
      'pki.no-path-to-anchor',
    )
  })

  it('and finds the way out when one of them is also signed by the root', () => {
    const [a, b] = [party('A'), party('B')]
    const candidates = [authority(a, b), authority(b, a), authority(b, root)]
    expect(answerTo({ leaf: subscriber(person, a), anchors, candidates })).toBe('valid')
  })

  it.each([
    ['all of one name', () => name('Mesh')],
    ['each with its own name', (i: number) => name(`Mesh ${i}`)],
  ])('when twelve CAs all sign each other, %s', (_, nameOf) => {
    const cas = Array.from({ length: 12 }, (_, i) => ({ ...party(''), name: nameOf(i) }))
    const mesh = cas.flatMap((ca) => cas.map((signer) => authority(ca, signer)))
    const below = subscriber(person, cas[0] ?? root)
    expect(answerTo({ leaf: below, anchors, candidates: mesh })).toMatch(/^pki\.(budget-exceeded|no-path-to-anchor)$/)
    const wayOut = authority(cas[11] ?? root, root)
    expect(answerTo({ leaf: below, anchors, candidates: [...mesh, wayOut] })).toBe('valid')
  })

  it('when more certificates are offered than anybody needs', () => {
    const candidates = many(DEFAULT_PATH_LIMITS.candidates + 1, () => issuingCa)
    expect(answerTo({ leaf, anchors, candidates })).toBe('pki.budget-exceeded')
  })

  it('when every signature is a slow one', () => {
    const slow = party('Slow CA', 'P-521')
    const decoys = many(400, () => authority({ ...party('', 'P-521'), name: slow.name }, root))
    expect(answerTo({ leaf: subscriber(person, slow), anchors, candidates: decoys })).toBe('pki.budget-exceeded')
  })

  it('at the deadline, by the clock it was given', () => {
    let now = 0
    const clock = { now: () => (now += 300) }
    const verdict = verdictOn({ leaf, anchors, candidates: [issuingCa], clock })
    expect(verdict.verdict === 'invalid' && verdict.failure.data).toEqual({ budget: 'milliseconds' })
  })
})
