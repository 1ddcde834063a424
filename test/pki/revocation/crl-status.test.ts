import { describe, expect, it } from 'vitest'
import {
  AT,
  authority,
  DAY,
  deltaOf,
  directoryName,
  endingOf,
  enumerated,
  extension,
  HOUR,
  integer,
  issue,
  type ListOptions,
  listOf,
  newKey,
  octetString,
  reasonExtension,
  sequence,
  validate,
} from './fixtures.ts'

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42 })
const ending = (...crls: Buffer[]) => endingOf(validate(card, ca, { crls }))

const revoked = { serial: 42, reason: 'keyCompromise' } as const
const held = { serial: 42, reason: 'certificateHold' } as const

describe('a complete list', () => {
  it.each<[string, ListOptions, string]>([
    ['is empty', {}, 'valid'],
    ['names others', { entries: [{ serial: 41 }, { serial: 43 }] }, 'valid'],
    ['names the certificate', { entries: [{ serial: 41 }, { serial: 42 }] }, 'pki.revoked'],
    ['names it with a reason', { entries: [revoked] }, 'pki.revoked'],
    ['holds it', { entries: [held] }, 'pki.on-hold'],
    ['is expired', { nextUpdateAt: AT - 1000 }, 'pki.revocation-expired'],
    ['ends at this very instant', { nextUpdateAt: AT }, 'valid'],
    ['is expired and names the certificate', { nextUpdateAt: AT - 1000, entries: [revoked] }, 'pki.revoked'],
    ['is of the future', { thisUpdateAt: AT + 1000 }, 'pki.revocation-unavailable'],
    [
      'is of the future and names the certificate',
      { thisUpdateAt: AT + 1000, entries: [revoked] },
      'pki.revocation-unavailable',
    ],
    ['does not say when the next one is due', { nextUpdateAt: null }, 'pki.revocation-unavailable'],
    ['is of version 1', { version: 0 }, 'pki.revocation-unavailable'],
    ['is of version 3', { version: 2 }, 'pki.revocation-unavailable'],
  ])('that %s', (_, options, expected) => expect(ending(listOf(ca, options))).toBe(expected))

  it('says why, when, and by which list', () => {
    const verdict = validate(card, ca, { crls: [listOf(ca, { entries: [revoked] })] })
    expect(verdict.verdict === 'invalid' && verdict.failure.data).toMatchObject({
      serialNumber: '2a',
      reason: 'keyCompromise',
      revokedAt: AT - 2 * DAY,
      statedAt: AT - HOUR,
      evidence: [expect.stringMatching(/^crl of 2027-03-01T11:00:00.000Z \(SHA-256 [0-9a-f]{64}\)$/)],
    })
  })

  it('is given back as evidence', () => {
    const der = listOf(ca)
    const verdict = validate(card, ca, { crls: [der] })
    expect(verdict.verdict === 'valid' && verdict.revocation[0]?.statements).toMatchObject([{ kind: 'crl', der }])
  })

  it('is missing', () => expect(ending()).toBe('pki.revocation-unavailable'))
})

describe('a list that is not believed', () => {
  const lookAlike = authority('Autorité')
  const flipped = Buffer.from(listOf(ca))
  flipped[flipped.length - 3] = (flipped[flipped.length - 3] ?? 0) ^ 1
  const entry = (...extensions: Buffer[]) => ({ entries: [{ serial: 7, extensions }] })
  const critical = extension('1.2.3.4', octetString(Buffer.of(1)), true)

  it.each<[string, Buffer]>([
    ['has a signature altered by one bit', flipped],
    ['is signed by a namesake', listOf(lookAlike)],
    ['is signed by the card itself', listOf({ name: ca.name, key: card.key })],
    ['has an unknown critical extension', listOf(ca, { extensions: [critical] })],
    ['has an extension twice', listOf(ca, { extensions: [extension('2.5.29.20', integer(8))] })],
    ['has an entry with an unknown critical extension', listOf(ca, entry(critical))],
    [
      'has an entry with an extension twice',
      listOf(ca, entry(reasonExtension('superseded'), reasonExtension('superseded'))),
    ],
    ['has an entry with a reason that does not exist', listOf(ca, entry(extension('2.5.29.21', enumerated(7))))],
    ['has an entry with a reason beyond the last', listOf(ca, entry(extension('2.5.29.21', enumerated(11))))],
    ['takes an entry back although it is complete', listOf(ca, { entries: [{ serial: 42, reason: 'removeFromCRL' }] })],
    [
      'names another issuer although it is direct',
      listOf(ca, entry(extension('2.5.29.29', sequence(directoryName(ca.name)), true))),
    ],
    ['is followed by one more octet', Buffer.concat([listOf(ca), Buffer.of(0)])],
    ['is cut short', listOf(ca).subarray(0, -1)],
    [
      'is for two kinds of certificates',
      listOf(ca, { extensions: [extension('2.5.29.28', sequence(Buffer.from('8101ff8201ff', 'hex')), true)] }),
    ],
  ])('that %s', (_, crl) => {
    expect(ending(crl)).toBe('pki.revocation-unavailable')
    expect(ending(crl, listOf(ca))).toBe('valid')
    expect(ending(crl, listOf(ca, { entries: [revoked] }))).toBe('pki.revoked')
  })

  it('is refused when its issuer may sign certificates but no lists', () => {
    const silent = authority('Muette', 'itself', { usage: [5] })
    const leaf = issue(silent, 'Porteur')
    expect(endingOf(validate(leaf, silent, { crls: [listOf(silent)] }))).toBe('pki.revocation-unavailable')
  })
})

describe('several lists of one issuer', () => {
  it('hears all of them: one that revokes does not hide behind a newer one that does not', () => {
    const older = listOf(ca, { thisUpdateAt: AT - DAY, number: 6, entries: [revoked] })
    expect(ending(listOf(ca), older)).toBe('pki.revoked')
  })

  it('lets a newer list end a hold', () => {
    const older = listOf(ca, { thisUpdateAt: AT - DAY, number: 6, entries: [held] })
    expect(ending(older, listOf(ca))).toBe('valid')
    expect(ending(older)).toBe('pki.on-hold')
  })

  it('does not let a forged newer list end a hold', () => {
    const older = listOf(ca, { thisUpdateAt: AT - DAY, number: 6, entries: [held] })
    expect(ending(older, listOf({ name: ca.name, key: newKey() }))).toBe('pki.on-hold')
  })
})

describe('a CA with another key for its lists', () => {
  const root = authority('Racine')
  const forCertificates = authority('Autorité', root, { usage: [5] })
  const forLists = authority('Autorité', root, { usage: [6] })
  const leaf = issue(forCertificates, 'Porteur', { serial: 42 })
  const crls = (entries: ListOptions['entries'] = []) => [listOf(root), listOf(forLists, { entries })]

  it('is found by its name, and believed by its path', () => {
    const candidates = [forLists, forCertificates]
    expect(endingOf(validate(leaf, root, { candidates, crls: crls() }))).toBe('valid')
    expect(endingOf(validate(leaf, root, { candidates, crls: crls([{ serial: 42 }]) }))).toBe('pki.revoked')
  })

  it('is not found without its certificate', () => {
    expect(endingOf(validate(leaf, root, { candidates: [forCertificates], crls: crls() }))).toBe(
      'pki.revocation-unavailable',
    )
  })

  it('is not believed when somebody else certified that name', () => {
    const impostor = authority('Autorité', authority('Racine'), { usage: [6] })
    const verdict = validate(leaf, root, {
      candidates: [forCertificates, impostor],
      crls: [listOf(root), listOf(impostor)],
    })
    expect(endingOf(verdict)).toBe('pki.revocation-unavailable')
  })
})

describe('lists looked at when present', () => {
  const endingWhenPresent = (...crls: Buffer[]) => endingOf(validate(card, ca, { crls, requirement: 'when-present' }))

  it.each<[string, Buffer[], string]>([
    ['nothing', [], 'valid'],
    ['the list of somebody else', [listOf(authority('Autre'))], 'valid'],
    ['a good list', [listOf(ca)], 'valid'],
    ['a list that revokes', [listOf(ca, { entries: [revoked] })], 'pki.revoked'],
    ['an expired list', [listOf(ca, { nextUpdateAt: AT - 1 })], 'pki.revocation-expired'],
    ['a forged list', [listOf({ name: ca.name, key: newKey() })], 'pki.revocation-unavailable'],
    ['a delta without its base', [listOf(ca, { extensions: [deltaOf(1)] })], 'pki.revocation-unavailable'],
    ['something unreadable', [Buffer.from('3000', 'hex')], 'pki.revocation-unavailable'],
  ])('%s', (_, crls, expected) => expect(endingWhenPresent(...crls)).toBe(expected))
})
