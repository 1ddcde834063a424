/** What strangers and issuers may pile up: each is answered at once, and closed. */
import { expect, it } from 'vitest'
import {
  AT,
  authority,
  endingOf,
  issue,
  listOf,
  named,
  newKey,
  publishedAt,
  scopedTo,
  uri,
  validate,
} from './fixtures.ts'
import { answer, NO_CHECK, OCSP_SIGNING } from './ocsp-fixtures.ts'

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42 })
const stranger = newKey()
const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

it('a certificate with 1 500 distribution points, and 300 lists', () => {
  const points = publishedAt(times(1500, (index) => ({ fullName: [uri(`http://a.example/${index}`)] })))
  const crls = times(300, (index) =>
    listOf(ca, { extensions: [scopedTo({ fullName: [uri(`http://b.example/${index}`)] })] }),
  )
  expect(endingOf(validate(issue(ca, 'Porteur', { extensions: [points] }), ca, { crls }))).toBe('pki.budget-exceeded')
})

it('a certificate with 800 issuers of lists, all there', () => {
  const points = publishedAt(times(800, (index) => ({ crlIssuer: named(`Guichet ${index}`) })))
  const scope = scopedTo({ indirect: true })
  const crls = times(800, (index) =>
    listOf({ name: named(`Guichet ${index}`), key: stranger }, { extensions: [scope] }),
  )
  expect(endingOf(validate(issue(ca, 'Porteur', { extensions: [points] }), ca, { crls }))).toBe('pki.budget-exceeded')
})

it('500 forged lists, and 500 namesakes that may have signed them', () => {
  const crls = times(500, (number) => listOf({ name: ca.name, key: stranger }, { number }))
  const candidates = times(500, () => authority('Autorité', ca, { key: stranger }))
  expect(endingOf(validate(card, ca, { crls, candidates }))).toBe('pki.budget-exceeded')
})

it('500 namesakes of a responder, and 50 forged answers that say the same 100 times', () => {
  const responder = issue(ca, 'Répondeur', { extensions: [OCSP_SIGNING, NO_CHECK] })
  const candidates = times(500, () => issue(ca, 'Répondeur', { key: responder.key, extensions: [OCSP_SIGNING] }))
  const forged = { ...responder, key: stranger }
  const ocsps = times(50, (index) =>
    answer(card, ca, forged, { times: 100, certificates: [], thisUpdateAt: AT - index * 1000 }),
  )
  const verdict = validate(card, ca, { ocsps, candidates })
  expect(endingOf(verdict)).toMatch(/^pki\.(revocation-unavailable|budget-exceeded)$/)
  const statements = verdict.verdict === 'invalid' ? verdict.statements : []
  expect(statements.length).toBeLessThanOrEqual(10)
  expect(JSON.stringify({ ...verdict, statements: [] }).length).toBeLessThan(5_000)
})
