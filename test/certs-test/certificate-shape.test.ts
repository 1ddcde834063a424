import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { EVERY_CARD } from '../../certs-test/cards.ts'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { parseCertificate } from '../../src/pki/certificate.ts'
import { toHexadecimal } from '../../src/pki/der/octets.ts'
import { keyUsageNames } from '../../src/pki/extensions/key-usage.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = Date.UTC(2026, 0, 5, 9)
const folder = join(temporaryFolder(), 'pki')
let pki: TestPki
const certificateOf = (name: string) => new X509Certificate(readFileSync(pki.card(name).certificatePath))
const parsed = (certificate: X509Certificate) => {
  const outcome = parseCertificate(certificate.raw)
  if (!outcome.ok) throw new Error(outcome.failure.explanation)
  return outcome.value
}

beforeAll(async () => {
  pki = await generatePki({ folder, at, baseUrl: 'http://127.0.0.1:9', keys: 'quick' })
})

describe('the shape of a card', () => {
  it('orders the subject of an eID User card as CertEurope does', () => {
    expect(certificateOf('expert').subject.split('\n')).toEqual([
      'C=FR',
      'O=Camille FICTIVE',
      'OU=0002 000001016',
      'CN=Camille FICTIVE',
      'SN=FICTIVE',
      'GN=Camille',
      'serialNumber=ESSAI-000101',
      'title=Expert judiciaire',
      'organizationIdentifier=NTRFR-000001016',
    ])
    expect(certificateOf('expert').issuer).toContain('organizationIdentifier=SI:FR-')
  })

  it('carries what an eID User card carries', () => {
    const { extensions, notBeforeAt, notAfterAt } = parsed(certificateOf('expert'))
    expect(keyUsageNames(extensions.keyUsage ?? 0)).toEqual(['digitalSignature', 'nonRepudiation'])
    expect(extensions.certificatePolicies).toEqual(['1.2.250.1.105.23.411.2.2.2.1.0', '0.4.0.194112.1.2'])
    expect(extensions.qcStatements?.map(({ statement }) => statement)).toContain('0.4.0.1862.1.4')
    expect(extensions.crlDistributionPoints).toHaveLength(3)
    expect(extensions.authorityInfoAccess).toHaveLength(3)
    expect(extensions.critical).toEqual(['2.5.29.15'])
    expect(notAfterAt - notBeforeAt).toBe(3 * 365 * 86_400_000)
  })

  it('identifies keys by eight bytes that start with the digit 4', () => {
    const { extensions } = parsed(certificateOf('expert'))
    const issuer = parsed(new X509Certificate(pki.authority('eid-user').certificate))
    for (const identifier of [extensions.subjectKeyIdentifier, issuer.extensions.subjectKeyIdentifier])
      expect(toHexadecimal(identifier ?? Buffer.of())).toMatch(/^4[0-9a-f]{15}$/)
    expect(parsed(certificateOf('long-key-identifier')).extensions.subjectKeyIdentifier).toHaveLength(20)
  })

  it('is signed by the authority that it names, except by an impostor', () => {
    const signedBy = (name: string, authority: 'eid-user' | 'ministry-persons') =>
      certificateOf(name).verify(new X509Certificate(pki.authority(authority).certificate).publicKey)
    expect(signedBy('expert', 'eid-user')).toBe(true)
    expect(signedBy('magistrate', 'ministry-persons')).toBe(true)
    expect(certificateOf('look-alike-authority').issuer).toBe(certificateOf('expert').issuer)
    expect(signedBy('look-alike-authority', 'eid-user')).toBe(false)
  })

  it('of an impostor points to the lists and answers of the authority it imitates', () => {
    const addresses = (name: string) => parsed(certificateOf(name)).extensions.crlDistributionPoints
    expect(addresses('look-alike-authority')).toEqual(addresses('expert'))
  })

  it('of every name is a certificate that a strict reader accepts', () => {
    expect(EVERY_CARD.map((name) => [name, parseCertificate(certificateOf(name).raw).ok])).toEqual(
      EVERY_CARD.map((name) => [name, true]),
    )
  })
})
