import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { CertificateRevocationList } from 'pkijs'
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../certs-test/durations.ts'
import { generatePki } from '../../certs-test/generate.ts'
import { openPki, type TestPki } from '../../certs-test/pki.ts'
import { startPkiServer } from '../../certs-test/server.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = Date.UTC(2026, 0, 5, 9)
const folder = join(temporaryFolder(), 'pki')
let pki: TestPki

beforeAll(async () => {
  const cards = ['expert', 'co-expert', 'sapiteur', 'magistrate', 'revoked', 'on-hold']
  pki = await generatePki({ folder, at, baseUrl: 'http://127.0.0.1:9', keys: 'quick', cards })
})

const listed = (when = at, authority: 'eid-user' | 'ministry-persons' = 'eid-user') => {
  const list = CertificateRevocationList.fromBER(new Uint8Array(pki.revocationList(authority, when)))
  return list.revokedCertificates?.map(({ userCertificate }) =>
    Buffer.from(userCertificate.valueBlock.valueHexView).toString('hex').replace(/^00/, ''),
  )
}
const serial = (name: string) => pki.card(name).serial

describe('revocation in the field', () => {
  it('starts with the cards that were born revoked or on hold', () => {
    expect(listed()?.toSorted()).toEqual([serial('revoked'), serial('on-hold')].toSorted())
    expect(listed(at, 'ministry-persons')).toBeUndefined()
  })

  it('lists a card at once when it is revoked, for good', () => {
    pki.revoke(serial('co-expert'), 'keyCompromise', at + HOUR_MS)
    pki.revoke(serial('co-expert'), 'superseded', at + 2 * HOUR_MS)
    pki.unhold(serial('co-expert'), at + 3 * HOUR_MS)
    expect(listed(at + 3 * HOUR_MS)).toContain(serial('co-expert'))
    expect(pki.status('eid-user', serial('co-expert'))).toEqual({
      status: 'revoked',
      reason: 'keyCompromise',
      revokedAt: at + HOUR_MS,
    })
  })

  it('takes a card off hold, or from hold to revoked', () => {
    pki.hold(serial('sapiteur'), at + HOUR_MS)
    expect(listed(at + HOUR_MS)).toContain(serial('sapiteur'))
    pki.unhold(serial('sapiteur'), at + 2 * HOUR_MS)
    expect(listed(at + 2 * HOUR_MS)).not.toContain(serial('sapiteur'))
    pki.hold(serial('sapiteur'), at + 3 * HOUR_MS)
    pki.revoke(serial('sapiteur').toUpperCase(), 'affiliationChanged', at + 4 * HOUR_MS)
    expect(pki.status('eid-user', serial('sapiteur'))).toMatchObject({ reason: 'affiliationChanged' })
  })

  it('is seen by another process and survives a restart', () => {
    openPki(folder).revoke(serial('magistrate'), 'cessationOfOperation', at + HOUR_MS)
    expect(listed(at + HOUR_MS, 'ministry-persons')).toEqual([serial('magistrate')])
    expect(pki.status('ministry-persons', serial('magistrate')).status).toBe('revoked')
  })

  it('publishes a list with a higher number each day, and when asked', () => {
    const list = (when: number) =>
      CertificateRevocationList.fromBER(new Uint8Array(pki.revocationList('eid-root', when)))
    const numberOf = (when: number) =>
      Number(
        list(when).crlExtensions?.extensions.find(({ extnID }) => extnID === '2.5.29.20')?.parsedValue?.valueBlock
          .valueDec,
      )
    const day = at + 10 * DAY_MS
    const first = numberOf(day)
    expect(numberOf(day + DAY_MS - 1)).toBe(first)
    expect(numberOf(day + DAY_MS)).toBe(first + 1)
    pki.reissueList('eid-root', day + DAY_MS)
    expect(numberOf(day + DAY_MS)).toBe(first + 2)
    expect(list(day + DAY_MS).nextUpdate?.value.getTime()).toBe(day + 8 * DAY_MS)
  })

  it('knows nothing of a certificate that no authority issued', () => {
    expect(() => pki.revoke('00ff', 'keyCompromise', at)).toThrow(/No test authority has issued/)
    expect(pki.status('eid-user', '00ff')).toEqual({ status: 'unknown' })
  })
})

describe('the counter of the authorities', () => {
  it('says nothing before there is a PKI, then gives lists and certificates, and no more', async () => {
    const clock = createManualClock(at)
    const server = await startPkiServer({ clock })
    const get = async (path: string) => fetch(`${server.baseUrl}${path}`)
    try {
      expect((await get('/reference/eid-user.crl')).status).toBe(503)
      server.publish(pki)
      const list = await get('/reference/eid-user.crl')
      expect(list.headers.get('content-type')).toBe('application/pkix-crl')
      expect(Buffer.from(await list.bytes()).equals(pki.revocationList('eid-user', at))).toBe(true)
      const authority = new X509Certificate(await (await get('/reference/eid-user.crt')).bytes())
      expect(authority.subject).toContain('CertEurope eID User (essai)')
      for (const path of ['/', '/reference/tls.crl', '/ocsp1/ministry-persons', '/reference/../../etc/passwd', '/%'])
        expect([path, (await get(path)).status]).toEqual([path, 404])
    } finally {
      await server.stop()
    }
  })

  it('answers nonsense with an OCSP error, and refuses a question too long', async () => {
    const server = await startPkiServer({ clock: createManualClock(at) })
    server.publish(pki)
    try {
      const post = (body: Uint8Array<ArrayBuffer>) =>
        fetch(`${server.baseUrl}/ocsp1/eid-user`, { method: 'POST', body })
      const answer = await post(new TextEncoder().encode('not a question'))
      expect(Buffer.from(await answer.bytes()).toString('hex')).toBe('30030a0101')
      const got = await fetch(`${server.baseUrl}/ocsp1/eid-user/%zz%00`)
      expect(Buffer.from(await got.bytes()).toString('hex')).toBe('30030a0101')
      expect((await post(new Uint8Array(20_000))).status).toBe(413)
    } finally {
      await server.stop()
    }
  })
})
