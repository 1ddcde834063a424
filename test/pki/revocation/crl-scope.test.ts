import { describe, expect, it } from 'vitest'
import {
  AT,
  authority,
  directoryName,
  endingOf,
  extension,
  issue,
  type ListOptions,
  listOf,
  named,
  publishedAt,
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
