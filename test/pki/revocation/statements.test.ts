/** What a verdict rests on comes with it, whichever way it went: kept, it lets the verdict be reached again. */
import { expect, it } from 'vitest'
import type { LiveVerdict } from '../../../src/pki/revocation/live-validation.ts'
import { AT, DAY, endingOf, extension, issue, listOf, sequence } from './fixtures.ts'
import { ca, card, LIST, RESPONDER, world } from './live-world.ts'
import { answer } from './ocsp-fixtures.ts'

const statementsOf = (verdict: LiveVerdict) =>
  verdict.verdict === 'invalid' ? verdict.statements : verdict.revocation.flatMap(({ statements }) => statements)

const bytesOf = (verdict: LiveVerdict) => statementsOf(verdict).map(({ der }) => Buffer.from(der).toString('hex'))

const OCSP_SIGNING = extension('2.5.29.37', sequence(Buffer.from('06082b06010505070309', 'hex')))

it('an acceptance comes with the answer relied on', async () => {
  const good = answer(card, ca, ca)
  expect(bytesOf(await world({ [RESPONDER]: good, [LIST]: listOf(ca) }).ask())).toEqual([good.toString('hex')])
})

it('a revocation comes with the list that says so, and the failure does not carry its bytes', async () => {
  const list = listOf(ca, { entries: [{ serial: 42 }] })
  const verdict = await world({ [RESPONDER]: answer(card, ca, ca), [LIST]: list }).ask()
  expect(endingOf(verdict)).toBe('pki.revoked')
  expect(bytesOf(verdict)).toEqual([list.toString('hex')])
  expect(JSON.stringify(verdict.verdict === 'invalid' && verdict.failure)).not.toContain(list.toString('base64'))
})

it('a list past its time comes with the refusal', async () => {
  const list = listOf(ca, { nextUpdateAt: AT - 1000 })
  const verdict = await world({ [LIST]: list }).ask()
  expect(endingOf(verdict)).toBe('pki.revocation-expired')
  expect(bytesOf(verdict)).toEqual([list.toString('hex')])
})

it('what was at hand and not believed comes with the refusal too', async () => {
  const future = listOf(ca, { thisUpdateAt: AT + DAY, nextUpdateAt: AT + 2 * DAY })
  const verdict = await world({ [LIST]: future }).ask()
  expect(endingOf(verdict)).toBe('pki.revocation-unavailable')
  expect(bytesOf(verdict)).toEqual([future.toString('hex')])
})

it('with the answer of a delegated responder comes what clears the responder itself', async () => {
  const responder = issue(ca, 'Répondeur', { serial: 7, extensions: [OCSP_SIGNING] })
  const good = answer(card, ca, responder)
  const list = listOf(ca, { entries: [{ serial: 41 }] })
  const verdict = await world({ [RESPONDER]: good, [LIST]: list }).ask()
  expect(endingOf(verdict)).toBe('valid')
  expect(bytesOf(verdict)).toEqual([good.toString('hex'), list.toString('hex')])
})

it('what the register remembers and when an issuer last answered are told beside the verdict', async () => {
  const { ask, register, answeredAt, network } = world({ [LIST]: listOf(ca, { entries: [{ serial: 42 }] }) })
  await ask()
  delete network[LIST]
  answeredAt(AT - DAY)
  const verdict = await ask()
  expect(endingOf(verdict)).toBe('pki.revoked')
  expect(statementsOf(verdict)).toEqual([])
  expect(verdict.knowledge.remembered).toMatchObject(register.all().map(({ serialNumber }) => ({ serialNumber })))
  expect(verdict.knowledge.lastAnswers).toMatchObject([{ at: AT - DAY }])
})
