import { describe, expect, it } from 'vitest'
import { indexCrlEntries } from '../../../src/pki/revocation/crl-index.ts'
import {
  AT,
  authority,
  DAY,
  deltaOf,
  directoryName,
  endingOf,
  enumerated,
  extension,
  FRESHEST_CRL,
  HOUR,
  integer,
  issue,
  type ListOptions,
  listOf,
  named,
  newKey,
  octetString,
  publishedAt,
  reasonExtension,
  type Scope,
  type Signer,
  scopedTo,
  sequence,
  tagged,
  uri,
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

describe('the encoding of entries', () => {
  const date = Buffer.from('170d3237303130313030303030305a', 'hex')
  const list = (...entries: Buffer[]) => indexCrlEntries(sequence(...entries), { delta: false, indirect: false })
  const whole = sequence(integer(5), date)

  it('counts the entries', () => expect(list(whole, sequence(integer(6), date))).toMatchObject({ value: { count: 2 } }))

  it.each<[string, Buffer]>([
    ['a serial number that is not minimal', sequence(Buffer.from('02020005', 'hex'), date)],
    ['an empty serial number', sequence(Buffer.from('0200', 'hex'), date)],
    ['a date that does not exist', sequence(integer(5), Buffer.from('170d3237303233303030303030305a', 'hex'))],
    ['a date in local time', sequence(integer(5), Buffer.from('17113237303130313030303030302b30313030', 'hex'))],
    ['no date', sequence(integer(5))],
    ['an empty list of extensions', sequence(integer(5), date, sequence())],
    ['something after the extensions', sequence(integer(5), date, sequence(reasonExtension('superseded')), integer(1))],
    ['an indefinite length', Buffer.concat([Buffer.from('3080', 'hex'), integer(5), date, Buffer.of(0, 0)])],
    ['a length that is not minimal', Buffer.concat([Buffer.from('308112', 'hex'), integer(5), date])],
  ])('refuses %s', (_, entry) =>
    expect(list(whole, entry)).toMatchObject({ ok: false, failure: { code: 'pki.malformed' } }),
  )

  it('refuses a list that is there and empty', () => expect(list()).toMatchObject({ ok: false }))
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

describe('the scope of a list', () => {
  const url = 'http://crl.example/a.crl'
  const at = (points: Parameters<typeof publishedAt>[0]) =>
    issue(ca, 'Porteur', { serial: 42, extensions: [publishedAt(points)] })
  const scoped = (scope: Scope) => listOf(ca, { extensions: [scopedTo(scope)] })

  it.each<[string, Signer, Scope, string]>([
    ['certificates of users, about a user', card, { only: 'userCerts' }, 'valid'],
    ['certificates of CAs, about a user', card, { only: 'caCerts' }, 'pki.revocation-unavailable'],
    ['attribute certificates', card, { only: 'attributeCerts' }, 'pki.revocation-unavailable'],
    ['the point that the certificate names', at([{ fullName: [uri(url)] }]), { fullName: [uri(url)] }, 'valid'],
    [
      'one of two points that the certificate names',
      at([{ fullName: [uri('http://b.example/')] }, { fullName: [uri(url)] }]),
      { fullName: [uri(url)] },
      'valid',
    ],
    [
      'another point',
      at([{ fullName: [uri('http://crl.example/b.crl')] }]),
      { fullName: [uri(url)] },
      'pki.revocation-unavailable',
    ],
    ['a point, about a certificate that names none', card, { fullName: [uri(url)] }, 'pki.revocation-unavailable'],
    ['the issuer by name, about a certificate that names none', card, { fullName: [directoryName(ca.name)] }, 'valid'],
    ['some reasons', card, { reasons: [1, 2] }, 'pki.revocation-unavailable'],
    ['all reasons, spelt out', card, { reasons: [1, 2, 3, 4, 5, 6, 7, 8] }, 'valid'],
  ])('%s', (_, leaf, scope, expected) => {
    expect(endingOf(validate(leaf, ca, { crls: [scoped(scope)] }))).toBe(expected)
  })

  it('has a list for CAs speak of CAs', () => {
    const issuing = authority('Délégataire', ca)
    const leaf = issue(issuing, 'Porteur')
    const crls = (only: 'caCerts' | 'userCerts') => [listOf(ca, { extensions: [scopedTo({ only })] }), listOf(issuing)]
    expect(endingOf(validate(leaf, ca, { candidates: [issuing], crls: crls('caCerts') }))).toBe('valid')
    expect(endingOf(validate(leaf, ca, { candidates: [issuing], crls: crls('userCerts') }))).toBe(
      'pki.revocation-unavailable',
    )
  })

  it('adds lists up until every reason is covered', () => {
    const some = (reasons: number[], options: ListOptions = {}) =>
      listOf(ca, { ...options, extensions: [scopedTo({ reasons })] })
    expect(ending(some([1, 2, 3]), some([4, 5, 6, 7, 8]))).toBe('valid')
    expect(ending(some([1, 2, 3]), some([4, 5, 6]))).toBe('pki.revocation-unavailable')
    expect(ending(some([1, 2, 3]), some([4, 5, 6, 7, 8], { entries: [{ serial: 42 }] }))).toBe('pki.revoked')
    expect(ending(some([1, 2, 3]), some([4, 5, 6, 7, 8], { nextUpdateAt: AT - 1000 }))).toBe('pki.revocation-expired')
  })

  it('counts only the reasons that the distribution point is for', () => {
    const leaf = at([{ fullName: [uri(url)], reasons: [1] }])
    expect(endingOf(validate(leaf, ca, { crls: [scoped({ fullName: [uri(url)] })] }))).toBe(
      'pki.revocation-unavailable',
    )
  })
})

describe('an indirect list', () => {
  /** The desk's own certificate has a list of its own, which says nothing of cards. */
  const aboutDesks = uri('http://crl.example/desks.crl')
  const deskOf = (issuer: Signer, name = 'Guichet', usage = 6) =>
    issue(issuer, name, { usage: [usage], extensions: [publishedAt([{ fullName: [aboutDesks] }])] })
  const desk = deskOf(ca)
  const cardOf = (serial: number, issuer = ca) =>
    issue(issuer, 'Porteur', {
      serial,
      extensions: [publishedAt([{ fullName: [directoryName(named('Liste'))], crlIssuer: desk.name }])],
    })
  const leaf = cardOf(42)
  const scope = scopedTo({ fullName: [directoryName(named('Liste'))], indirect: true })
  const of = (name: Buffer) => extension('2.5.29.29', sequence(directoryName(name)), true)
  const byDesk = (entries: ListOptions['entries'] = [], signer: Pick<Signer, 'name' | 'key'> = desk) =>
    listOf(signer, { extensions: [scope], entries })
  const about = (who: Signer, crls: Buffer[], candidates = [desk]) =>
    endingOf(
      validate(who, ca, { crls: [...crls, listOf(ca, { extensions: [scopedTo({ only: 'caCerts' })] })], candidates }),
    )
  const own = listOf(ca, { extensions: [scopedTo({ fullName: [aboutDesks] })] })

  it('speaks for the issuer that the entry names', () => {
    expect(about(leaf, [byDesk(), own])).toBe('valid')
    expect(about(leaf, [byDesk([{ serial: 42, extensions: [of(ca.name)] }]), own])).toBe('pki.revoked')
  })

  it('means its own issuer where it names none, and the last one named after that', () => {
    const other = named('Autre autorité')
    expect(about(leaf, [byDesk([{ serial: 42 }]), own])).toBe('valid')
    expect(about(leaf, [byDesk([{ serial: 1, extensions: [of(ca.name)] }, { serial: 42 }]), own])).toBe('pki.revoked')
    expect(about(leaf, [byDesk([{ serial: 42, extensions: [of(other)] }]), own])).toBe('valid')
    const mixed = [
      { serial: 42, extensions: [of(other)] },
      { serial: 42, extensions: [of(ca.name)] },
    ]
    expect(about(leaf, [byDesk(mixed), own])).toBe('pki.revoked')
  })

  it('is refused when it does not say that it is indirect', () => {
    const direct = listOf(desk, { extensions: [scopedTo({ fullName: [directoryName(named('Liste'))] })] })
    expect(about(leaf, [direct, own])).toBe('pki.revocation-unavailable')
  })

  it('is refused when the certificate names another issuer of lists', () => {
    const stranger = deskOf(ca, 'Étranger')
    expect(about(leaf, [byDesk([], stranger), own], [stranger])).toBe('pki.revocation-unavailable')
  })

  it('is refused when its signer may not sign lists', () => {
    const deskWithoutUsage = deskOf(ca, 'Guichet', 0)
    expect(about(leaf, [byDesk(), own])).toBe('valid')
    expect(about(leaf, [byDesk([], deskWithoutUsage), own], [deskWithoutUsage])).toBe('pki.revocation-unavailable')
  })

  it('is refused when its signer reaches another anchor', () => {
    const foreign = deskOf(authority('Autorité'))
    expect(about(leaf, [byDesk([], foreign), own], [foreign])).toBe('pki.revocation-unavailable')
  })

  it('is refused when its signer is itself revoked, or when nobody knows', () => {
    const { serialNumber } = desk.certificate
    const serial = Number(`0x${Buffer.from(serialNumber).toString('hex')}`)
    const revoking = listOf(ca, {
      extensions: [scopedTo({ fullName: [aboutDesks] })],
      entries: [{ serial }],
    })
    expect(about(leaf, [byDesk(), revoking])).toBe('pki.revocation-unavailable')
    expect(about(leaf, [byDesk()])).toBe('pki.revocation-unavailable')
  })

  it('may be the one that covers its own signer, and is then taken at its word (PKITS 4.14.30)', () => {
    const selfCovered = cardOf(43)
    const circular = issue(ca, 'Guichet', {
      usage: [6],
      key: desk.key,
      extensions: [publishedAt([{ fullName: [directoryName(named('Liste'))], crlIssuer: desk.name }])],
      serial: 77,
    })
    const ending = (entries: ListOptions['entries']) => about(selfCovered, [byDesk(entries)], [circular])
    expect(ending([])).toBe('valid')
    expect(ending([{ serial: 77, extensions: [of(ca.name)] }])).toBe('pki.revocation-unavailable')
  })
})

describe('a delta list', () => {
  const base = (options: ListOptions = {}) => listOf(ca, { number: 5, ...options })
  const delta = (options: ListOptions = {}, baseNumber = 5) =>
    listOf(ca, { number: 6, ...options, extensions: [deltaOf(baseNumber), ...(options.extensions ?? [])] })
  const back = { serial: 42, reason: 'removeFromCRL' } as const
  const announced = { extensions: [publishedAt([{ fullName: [uri('http://crl.example/delta.crl')] }], FRESHEST_CRL)] }
  const over = { nextUpdateAt: AT - 1000 }

  it.each<[string, Buffer[], string]>([
    ['adds a revocation', [base(), delta({ entries: [revoked] })], 'pki.revoked'],
    ['adds nothing', [base(), delta()], 'valid'],
    ['ends a hold', [base({ entries: [held] }), delta({ entries: [back] })], 'valid'],
    ['turns a hold into a revocation', [base({ entries: [held] }), delta({ entries: [revoked] })], 'pki.revoked'],
    [
      'cannot take a revocation for good back',
      [base({ entries: [revoked] }), delta({ entries: [back] })],
      'pki.revoked',
    ],
    ['takes back what was never listed', [base(), delta({ entries: [back] })], 'valid'],
    ['stands alone', [delta()], 'pki.revocation-unavailable'],
    ['stands alone and revokes', [delta({ entries: [revoked] })], 'pki.revocation-unavailable'],
    ['ends a hold for a later base', [base({ entries: [held] }), delta({ entries: [back] }, 6)], 'pki.on-hold'],
    [
      'ends a hold from before its base',
      [base({ entries: [held] }), delta({ number: 5, entries: [back] }, 4)],
      'pki.on-hold',
    ],
    [
      'ends a hold in another scope',
      [base({ entries: [held] }), delta({ entries: [back], extensions: [scopedTo({ only: 'userCerts' })] })],
      'pki.on-hold',
    ],
    ['ends a hold after its own end', [base({ entries: [held] }), delta({ ...over, entries: [back] })], 'pki.on-hold'],
    [
      'ends a hold from the future',
      [base({ entries: [held] }), delta({ thisUpdateAt: AT + HOUR, entries: [back] })],
      'pki.on-hold',
    ],
    ['revokes after its own end', [base(), delta({ ...over, entries: [revoked] })], 'pki.revoked'],
    ['renews an expired list that announces it', [base({ ...over, ...announced }), delta()], 'valid'],
    ['does not renew an expired list that does not', [base(over), delta()], 'pki.revocation-expired'],
  ])('that %s', (_, crls, expected) => expect(ending(...crls)).toBe(expected))

  it('is not believed from another key', () => {
    const forged = listOf({ name: ca.name, key: newKey() }, { number: 6, extensions: [deltaOf(5)], entries: [back] })
    expect(ending(base({ entries: [held] }), forged)).toBe('pki.on-hold')
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

it('names a relative distribution point as the CRL issuer continued', () => {
  const relative = sequence(Buffer.from('0603550403', 'hex'), Buffer.from('0c0141', 'hex'))
  const point = extension('2.5.29.31', sequence(sequence(tagged(0, tagged(1, relative)))))
  const leaf = issue(ca, 'Porteur', { extensions: [point] })
  const full = Buffer.from(ca.name)
  const continued = sequence(full.subarray(2), Buffer.concat([Buffer.of(0x31, relative.length), relative]))
  const list = (name: Buffer) => listOf(ca, { extensions: [scopedTo({ fullName: [directoryName(name)] })] })
  expect(endingOf(validate(leaf, ca, { crls: [list(continued)] }))).toBe('valid')
  expect(endingOf(validate(leaf, ca, { crls: [list(named('Ailleurs'))] }))).toBe('pki.revocation-unavailable')
})
