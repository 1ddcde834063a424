import { describe, expect, it } from 'vitest'
import {
  authority,
  directoryName,
  endingOf,
  extension,
  issue,
  type ListOptions,
  listOf,
  named,
  publishedAt,
  type Signer,
  scopedTo,
  sequence,
  uri,
  validate,
} from './fixtures.ts'

const ca = authority('Autorité')

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
