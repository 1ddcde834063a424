import { describe, expect, it } from 'vitest'
import {
  AT,
  authority,
  deltaOf,
  endingOf,
  FRESHEST_CRL,
  HOUR,
  issue,
  type ListOptions,
  listOf,
  newKey,
  publishedAt,
  scopedTo,
  uri,
  validate,
} from './fixtures.ts'

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42 })
const ending = (...crls: Buffer[]) => endingOf(validate(card, ca, { crls }))

const revoked = { serial: 42, reason: 'keyCompromise' } as const
const held = { serial: 42, reason: 'certificateHold' } as const

describe('a delta list', () => {
  const announced = publishedAt([{ fullName: [uri('http://crl.example/delta.crl')] }], FRESHEST_CRL)
  const silent = (options: ListOptions = {}) => listOf(ca, { number: 5, ...options })
  const base = (options: ListOptions = {}) => silent({ ...options, extensions: [announced] })
  const delta = (options: ListOptions = {}, baseNumber = 5) =>
    listOf(ca, { number: 6, ...options, extensions: [deltaOf(baseNumber), ...(options.extensions ?? [])] })
  const back = { serial: 42, reason: 'removeFromCRL' } as const
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
    ['renews an expired list', [base(over), delta()], 'valid'],
    ['nobody announced, and renews an expired list', [silent(over), delta()], 'pki.revocation-expired'],
    ['nobody announced, and ends a hold', [silent({ entries: [held] }), delta({ entries: [back] })], 'pki.on-hold'],
    ['nobody announced, and revokes', [silent(), delta({ entries: [revoked] })], 'pki.revoked'],
  ])('that %s', (_, crls, expected) => expect(ending(...crls)).toBe(expected))

  it('is not believed from another key', () => {
    const forged = listOf({ name: ca.name, key: newKey() }, { number: 6, extensions: [deltaOf(5)], entries: [back] })
    expect(ending(base({ entries: [held] }), forged)).toBe('pki.on-hold')
  })
})
