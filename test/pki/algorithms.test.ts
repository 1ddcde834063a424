import { constants, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as der from '../../certs-test/der-writer.ts'
import { CONFORMANCE_ALGORITHMS } from '../../src/pki/algorithms/algorithm-policy.ts'
import {
  AUTHORITY,
  authority,
  certificate,
  type KeyName,
  name,
  type Party,
  party,
  type SignatureName,
  SUBSCRIBER,
  subscriber,
} from '../support/x509-builder.ts'
import { answerTo } from '../support/x509-verdict.ts'

const person = party('Person')

/** A path of two certificates whose issuer has that key and signs like that. */
function signedBy(key: KeyName, signature?: SignatureName): string {
  const root = party('Root', key)
  const leaf = certificate({ subject: person, issuer: root, extensions: SUBSCRIBER, ...(signature && { signature }) })
  return answerTo({ leaf, anchors: [authority(root)] })
}

it.each<[KeyName, SignatureName]>([
  ['P-256', 'ecdsa-sha256'],
  ['P-384', 'ecdsa-sha384'],
  ['P-521', 'ecdsa-sha512'],
  ['brainpoolP256r1', 'ecdsa-sha256'],
  ['RSA-2048', 'rsa-sha256'],
  ['Ed25519', 'ed25519'],
  ['Ed448', 'ed448'],
])('accepts %s with %s', (key, signature) => expect(signedBy(key, signature)).toBe('valid'))

describe('refuses', () => {
  it('an issuer with RSA of 1024 bits', () => expect(signedBy('RSA-1024')).toBe('pki.key-refused'))
  it('SHA-1 with RSA', () => expect(signedBy('RSA-2048', 'rsa-sha1')).toBe('pki.signature-algorithm-refused'))
  it('MD5 with RSA', () => expect(signedBy('RSA-2048', 'rsa-md5')).toBe('pki.signature-algorithm-refused'))
  it('SHA-1 with ECDSA', () => expect(signedBy('P-256', 'ecdsa-sha1')).toBe('pki.signature-algorithm-refused'))

  it('a leaf with RSA of 1024 bits', () => {
    const root = party('Root')
    expect(answerTo({ leaf: subscriber(party('Person', 'RSA-1024'), root), anchors: [authority(root)] })).toBe(
      'pki.key-refused',
    )
  })

  it('a signature of another kind than the key', () => {
    const [root, other] = [party('Root'), party('Root', 'RSA-2048')]
    expect(answerTo({ leaf: subscriber(person, other), anchors: [authority(root)] })).toBe(
      'pki.signature-of-another-kind',
    )
  })
})

describe('keys that are none', () => {
  const root = party('Root')
  const anchors = [authority(root)]
  const leafWithKey = (publicKey: Buffer) => certificate({ subject: person, issuer: root, publicKey })
  const spki = (algorithm: Buffer, key: Buffer) => der.sequence(algorithm, der.bitString(key))
  const rsa = der.sequence(der.objectIdentifier('1.2.840.113549.1.1.1'), der.nullValue())
  const rsaKey = (modulus: bigint, exponent: bigint) => der.sequence(der.integer(modulus), der.integer(exponent))
  const modulus = (1n << 2047n) + 1n

  it.each([
    ['RSA with the exponent 1', spki(rsa, rsaKey(modulus, 1n)), 'pki.malformed'],
    ['RSA with an even exponent', spki(rsa, rsaKey(modulus, 2n)), 'pki.malformed'],
    ['RSA with an exponent of 2 000 bits', spki(rsa, rsaKey(modulus, (1n << 2000n) + 1n)), 'pki.malformed'],
    ['RSA with an even modulus', spki(rsa, rsaKey(modulus + 1n, 65537n)), 'pki.malformed'],
    ['RSA of 60 000 bits', spki(rsa, rsaKey((1n << 59_999n) + 1n, 65537n)), 'pki.key-refused'],
    [
      'RSA with bytes after the key',
      spki(rsa, Buffer.concat([rsaKey(modulus, 65537n), Buffer.of(0)])),
      'pki.malformed',
    ],
    [
      'RSA with parameters',
      spki(der.sequence(der.objectIdentifier('1.2.840.113549.1.1.1'), der.integer(1)), rsaKey(modulus, 3n)),
      'pki.key-refused',
    ],
    [
      'a curve written out',
      spki(der.sequence(der.objectIdentifier('1.2.840.10045.2.1'), der.sequence()), Buffer.alloc(65)),
      'pki.key-refused',
    ],
    [
      'a curve nobody knows',
      spki(der.sequence(der.objectIdentifier('1.2.840.10045.2.1'), der.objectIdentifier('1.2.3')), Buffer.alloc(65)),
      'pki.key-refused',
    ],
    [
      'an algorithm nobody knows',
      spki(der.sequence(der.objectIdentifier('1.2.3')), Buffer.alloc(65)),
      'pki.key-refused',
    ],
  ])('%s', (_, publicKey, expected) => expect(answerTo({ leaf: leafWithKey(publicKey), anchors })).toBe(expected))

  it('a CA whose point is not on its curve', () => {
    const curve = der.sequence(der.objectIdentifier('1.2.840.10045.2.1'), der.objectIdentifier('1.2.840.10045.3.1.7'))
    const ca = party('CA')
    const publicKey = spki(curve, Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]))
    const candidates = [certificate({ subject: ca, issuer: root, extensions: AUTHORITY, publicKey })]
    expect(answerTo({ leaf: subscriber(person, ca), anchors, candidates })).toBe('pki.key-unusable')
  })
})

describe('RSASSA-PSS', () => {
  const hash = (identifier: string) => der.sequence(der.objectIdentifier(identifier), der.nullValue())
  const SHA256 = hash('2.16.840.1.101.3.4.2.1')
  const SHA512 = hash('2.16.840.1.101.3.4.2.3')
  const mask = (inner: Buffer) => der.sequence(der.objectIdentifier('1.2.840.113549.1.1.8'), inner)
  const pss = (...parameters: readonly Buffer[]) =>
    der.sequence(der.objectIdentifier('1.2.840.113549.1.1.10'), der.sequence(...parameters))
  const usual = pss(der.tagged(0, SHA256), der.tagged(1, mask(SHA256)), der.tagged(2, der.integer(32)))
  const signing = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

  const answer = (root: Party, algorithm: Buffer, options = signing) =>
    answerTo({
      leaf: certificate({ subject: person, issuer: root, innerAlgorithm: algorithm, signing: options }),
      anchors: [
        certificate({
          subject: root,
          issuer: root,
          extensions: AUTHORITY,
          innerAlgorithm: algorithm,
          signing: options,
        }),
      ],
    })

  const root = party('Root', 'RSA-2048')
  const bound = {
    name: name('Root'),
    ...generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
    }),
  }

  it('with a key for any use', () => expect(answer(root, usual)).toBe('valid'))
  it('with a key for nothing else', () => expect(answer(bound, usual)).toBe('valid'))
  it('with another salt than it says', () =>
    expect(answer(root, usual, { ...signing, saltLength: 20 })).toBe('pki.signature-invalid'))
  it('with two different hashes', () =>
    expect(answer(root, pss(der.tagged(0, SHA256), der.tagged(1, mask(SHA512)), der.tagged(2, der.integer(32))))).toBe(
      'pki.malformed',
    ))
  it('with the hash of 1995, which is the default', () =>
    expect(answer(root, pss())).toBe('pki.signature-algorithm-refused'))
  it('with a salt of a megabyte', () =>
    expect(
      answer(root, pss(der.tagged(0, SHA256), der.tagged(1, mask(SHA256)), der.tagged(2, der.integer(1 << 20)))),
    ).toBe('pki.malformed'))
  it('without parameters', () =>
    expect(answer(root, der.sequence(der.objectIdentifier('1.2.840.113549.1.1.10')))).toBe(
      'pki.signature-algorithm-refused',
    ))
})

describe('DSA', () => {
  const dsa = (commonName: string): Party => ({
    name: name(commonName),
    ...generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  })
  const algorithm = der.sequence(der.objectIdentifier('2.16.840.1.101.3.4.3.2'))
  const root = dsa('Root')
  const by = (issuer: Party, subject: Party, extensions: readonly Buffer[]) =>
    certificate({ subject, issuer, extensions, innerAlgorithm: algorithm })
  const anchors = [by(root, root, AUTHORITY)]
  const leaf = by(root, person, SUBSCRIBER)

  it('is refused', () => expect(answerTo({ leaf, anchors })).toBe('pki.signature-algorithm-refused'))
  it('passes with the conformance switch alone', () =>
    expect(answerTo({ leaf, anchors, algorithms: CONFORMANCE_ALGORITHMS })).toBe('valid'))

  it('with parameters inherited from nobody is refused even then', () => {
    const bare = createPublicKey(root.privateKey).export({ type: 'spki', format: 'der' })
    const withoutParameters = stripParameters(bare)
    const anchor = certificate({
      subject: root,
      issuer: root,
      extensions: AUTHORITY,
      innerAlgorithm: algorithm,
      publicKey: withoutParameters,
    })
    expect(answerTo({ leaf, anchors: [anchor], algorithms: CONFORMANCE_ALGORITHMS })).toBe('pki.key-unusable')
  })
})

/** The same SubjectPublicKeyInfo with the algorithm identifier alone. */
function stripParameters(spki: Buffer): Buffer {
  const key = spki.subarray(spki.lastIndexOf(Buffer.from([0x03, 0x81])))
  return der.sequence(der.sequence(der.objectIdentifier('1.2.840.10040.4.1')), key)
}
