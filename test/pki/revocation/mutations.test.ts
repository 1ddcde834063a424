import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  AT,
  authority,
  endingOf,
  HOUR,
  issue,
  listOf,
  publishedAt,
  reasonExtension,
  scopedTo,
  uri,
  validate,
} from './fixtures.ts'
import { answer, NO_CHECK, OCSP_SIGNING } from './ocsp-fixtures.ts'

const ca = authority('Autorité')
const url = uri('http://crl.example/a.crl')
const card = issue(ca, 'Porteur', { serial: 42, extensions: [publishedAt([{ fullName: [url] }])] })
const responder = issue(ca, 'Répondeur', { extensions: [OCSP_SIGNING, NO_CHECK] })

/** One octet replaced, removed or put in. */
const mutationsOf = (der: Buffer) =>
  fc
    .record({ position: fc.nat(der.length - 1), octet: fc.nat(255), removed: fc.nat(1), added: fc.nat(1) })
    .map(({ position, octet, removed, added }) =>
      Buffer.concat([der.subarray(0, position), Buffer.alloc(added, octet), der.subarray(position + removed)]),
    )
    .filter((mutated) => !mutated.equals(der))

const CLOSED = /^pki\.(revocation-unavailable|revocation-expired|budget-exceeded)$/

it('believes no list of which one octet was changed', () => {
  const list = listOf(ca, {
    entries: [{ serial: 7, extensions: [reasonExtension('superseded')] }, { serial: 8 }],
    extensions: [scopedTo({ fullName: [url] })],
  })
  expect(endingOf(validate(card, ca, { crls: [list] }))).toBe('valid')
  fc.assert(
    fc.property(mutationsOf(list), (mutated) => {
      expect(endingOf(validate(card, ca, { crls: [mutated] }))).toMatch(CLOSED)
      expect(endingOf(validate(card, ca, { crls: [mutated], requirement: 'when-present' }))).not.toBe('pki.revoked')
    }),
    { numRuns: 3000 },
  )
})

it('believes no answer of which one octet was changed', () => {
  const good = answer(card, ca, responder, { nonce: Buffer.alloc(32, 7), thisUpdateAt: AT - HOUR })
  expect(endingOf(validate(card, ca, { ocsps: [good] }))).toBe('valid')
  fc.assert(
    fc.property(mutationsOf(good), (mutated) => {
      expect(endingOf(validate(card, ca, { ocsps: [mutated] }))).toMatch(CLOSED)
    }),
    { numRuns: 3000 },
  )
})
