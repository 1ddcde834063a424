import { describe, expect, it } from 'vitest'
import { DEFAULT_PATH_LIMITS } from '../../../src/pki/budget.ts'
import { AT, endingOf, HOUR, listOf } from './fixtures.ts'
import { ca, card, LIST, world } from './live-world.ts'

describe('a named policy for bad days', () => {
  const within = (seconds: number) => ({ allowWithin: { seconds } })
  const graceOf = async (verdict: ReturnType<ReturnType<typeof world>['ask']>) => {
    const ending = await verdict
    return ending.verdict === 'valid' ? ending.revocation[0]?.grace : ending.failure.code
  }

  it('expired: lets in for so long after the end, flagged', async () => {
    const { ask } = world({ [LIST]: listOf(ca, { nextUpdateAt: AT }) })
    const policy = { expired: within(3600) }
    expect(await graceOf(ask(card, policy, AT))).toBeUndefined()
    expect(await graceOf(ask(card, policy, AT + 1000))).toEqual({ because: 'expired', untilAt: AT + HOUR })
    expect(await graceOf(ask(card, policy, AT + HOUR))).toEqual({ because: 'expired', untilAt: AT + HOUR })
    expect(await graceOf(ask(card, policy, AT + HOUR + 1))).toBe('pki.revocation-expired')
    expect(await graceOf(ask(card, { unavailable: within(999_999) }, AT + 1000))).toBe('pki.revocation-expired')
  })

  it('expired: never lets in whoever the expired list names', async () => {
    const { ask } = world({ [LIST]: listOf(ca, { nextUpdateAt: AT, entries: [{ serial: 42 }] }) })
    expect(await graceOf(ask(card, { expired: within(3600) }, AT + 1000))).toBe('pki.revoked')
  })

  it('unavailable: lets in for so long after the last answer of the issuer, flagged', async () => {
    const { ask, answeredAt } = world()
    const policy = { unavailable: within(3600) }
    expect(await graceOf(ask(card, policy))).toBe('pki.revocation-unavailable')
    answeredAt(AT)
    expect(await graceOf(ask(card, policy, AT + HOUR))).toEqual({ because: 'unavailable', untilAt: AT + HOUR })
    expect(await graceOf(ask(card, policy, AT + HOUR + 1))).toBe('pki.revocation-unavailable')
    expect(await graceOf(ask(card, { expired: within(999_999) }, AT + 1000))).toBe('pki.revocation-unavailable')
  })

  it('unavailable: never lets in whom the register remembers', async () => {
    const { ask, network, answeredAt } = world({ [LIST]: listOf(ca, { entries: [{ serial: 42 }] }) })
    await ask()
    delete network[LIST]
    answeredAt(AT)
    expect(await graceOf(ask(card, { unavailable: within(3600) }))).toBe('pki.revoked')
  })

  it('unavailable: does not let in whoever makes us run out of work before the list is believed', async () => {
    const { ask, answeredAt } = world({ [LIST]: listOf(ca, { entries: [{ serial: 42 }] }) })
    answeredAt(AT)
    const policy = { unavailable: within(3600) }
    // Enough for the two signatures on the path and not for the one on the list.
    for (const signatures of [2, 4, 6, 7, 8]) {
      const ending = await graceOf(ask(card, policy, AT, { ...DEFAULT_PATH_LIMITS, signatures }))
      expect(['pki.budget-exceeded', 'pki.revoked']).toContain(ending)
    }
  })

  it('both deny unless told otherwise', async () => {
    const { ask, answeredAt } = world()
    answeredAt(AT)
    expect(await graceOf(ask())).toBe('pki.revocation-unavailable')
  })
})

it('lets clocks differ by so much and no more', async () => {
  const { ask } = world({ [LIST]: listOf(ca, { thisUpdateAt: AT + 60_000 }) })
  expect(endingOf(await ask(card, { clockSkewSeconds: 60 }))).toBe('valid')
  expect(endingOf(await ask(card, { clockSkewSeconds: 59 }))).toBe('pki.revocation-unavailable')
})
