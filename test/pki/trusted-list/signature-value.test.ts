import { constants, sign } from 'node:crypto'
import { expect, it } from 'vitest'
import { readPublicKey } from '../../../src/pki/algorithms/public-key.ts'
import { decodeDer } from '../../../src/pki/der/decode-der.ts'
import { whyNotSigned } from '../../../src/pki/trusted-list/signature-value.ts'
import { type KeyName, party } from '../../support/x509-builder.ts'

const octets = Buffer.from('<SignedInfo/>')
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }

function signedBy(key: KeyName, hash: string, options: object) {
  const { publicKey, privateKey } = party('Signer', key)
  const spki = decodeDer('key', publicKey.export({ type: 'spki', format: 'der' }), readPublicKey)
  if (!spki.ok) throw new Error(spki.failure.explanation)
  return { spki: spki.value, signature: sign(hash, octets, { key: privateKey, ...options }) }
}

it.each([
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'RSA-2048', 'sha512', {}],
  ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', 'RSA-2048', 'sha256', PSS],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', 'P-384', 'sha384', { dsaEncoding: 'ieee-p1363' }],
] as const)('verifies %s', (method, key, hash, options) => {
  const { spki, signature } = signedBy(key, hash, options)
  expect(whyNotSigned(method, octets, signature, spki)).toBeUndefined()
  expect(whyNotSigned(method, Buffer.from('<SignedInfo></SignedInfo>'), signature, spki)).toMatch(/does not match/)
})

it('refuses a scheme that the key cannot make, a weak key, and algorithms that it does not know', () => {
  const { spki, signature } = signedBy('RSA-2048', 'sha256', {})
  expect(whyNotSigned('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', octets, signature, spki)).toMatch(
    /another kind/,
  )
  expect(whyNotSigned('http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', octets, signature, spki)).toMatch(
    /not accepted/,
  )
  const weak = signedBy('RSA-1024', 'sha256', {})
  expect(whyNotSigned('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', octets, weak.signature, weak.spki)).toMatch(
    /RSA 1024 bits/,
  )
})
