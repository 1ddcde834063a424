import { describe, expect, it } from 'vitest'
import { DEFAULT_PATH_LIMITS } from '../../../src/pki/budget.ts'
import {
  AT,
  authority,
  DAY,
  deltaOf,
  endingOf,
  FRESHEST_CRL,
  HOUR,
  issue,
  listOf,
  newKey,
  publishedAt,
  uri,
} from './fixtures.ts'
import { ca, card, DELTA, LIST, points, RESPONDER, responders, world } from './live-world.ts'
import { answer } from './ocsp-fixtures.ts'

describe('the network', () => {
  it('is not asked about a certificate that reaches no anchor', async () => {
    const { ask, asked } = world()
    const forged = issue({ name: ca.name, key: newKey() }, 'Porteur', { extensions: [points, responders] })
    expect(endingOf(await ask(forged))).toBe('pki.signature-invalid')
    expect(asked).toEqual([])
  })

  it('is not asked about a certificate that is refused anyway', async () => {
    const { ask, asked } = world()
    const expired = issue(ca, 'Porteur', { notAfterAt: AT - 1000, extensions: [points, responders] })
    expect(endingOf(await ask(expired))).not.toBe('valid')
    expect(asked).toEqual([])
  })

  it('is asked over http alone, both sources at once', async () => {
    const { ask, asked } = world({ [RESPONDER]: answer(card, ca, ca) })
    expect(endingOf(await ask())).toBe('valid')
    expect(asked.toSorted()).toEqual([LIST, RESPONDER])
  })

  it('is not asked for an answer where a list comes first and is there', async () => {
    const { ask, asked } = world({ [LIST]: listOf(ca) })
    expect(endingOf(await ask(card, { order: ['crl', 'ocsp'] }))).toBe('valid')
    expect(asked).toEqual([LIST])
  })

  it('is asked for an answer where a list comes first and is missing', async () => {
    const { ask, asked } = world({ [RESPONDER]: answer(card, ca, ca) })
    expect(endingOf(await ask(card, { order: ['crl', 'ocsp'] }))).toBe('valid')
    expect(asked).toEqual([LIST, RESPONDER])
  })

  it('is asked at the next address of a distribution point only while the list is not had', async () => {
    const twice = issue(ca, 'Porteur', {
      extensions: [publishedAt([{ fullName: [uri(`${LIST}?1`), uri(LIST), uri(`${LIST}?2`)] }])],
    })
    const { ask, asked } = world({ [LIST]: listOf(ca) })
    expect(endingOf(await ask(twice))).toBe('valid')
    expect(asked).toEqual([`${LIST}?1`, LIST])
  })

  it('is asked for lists of the issuer and of its proven namesakes, not of whoever bears the name', async () => {
    const forLists = authority('Autorité', ca)
    const stranger = authority('Autorité')
    const { ask, awaitedFrom } = world({ [LIST]: listOf(ca) })
    expect(endingOf(await ask(card, {}, AT, DEFAULT_PATH_LIMITS, [stranger, forLists]))).toBe('valid')
    expect(awaitedFrom).toEqual([ca.publicKey, forLists.publicKey])
  })

  it('is asked for an answer where a list comes first and has expired', async () => {
    const { ask, asked, network } = world({ [RESPONDER]: answer(card, ca, ca) })
    network[LIST] = listOf(ca, { nextUpdateAt: AT - 1000 })
    expect(endingOf(await ask(card, { order: ['crl', 'ocsp'] }))).toBe('valid')
    expect(asked).toEqual([LIST, RESPONDER])
  })

  it('is asked for the delta that a list announces', async () => {
    const base = listOf(ca, { number: 5, extensions: [publishedAt([{ fullName: [uri(DELTA)] }], FRESHEST_CRL)] })
    const delta = listOf(ca, { number: 6, extensions: [deltaOf(5)], entries: [{ serial: 42 }] })
    const { ask, asked } = world({ [LIST]: base, [DELTA]: delta })
    expect(endingOf(await ask())).toBe('pki.revoked')
    expect(asked).toContain(DELTA)
  })
})

describe('an answer from the network', () => {
  it('is kept once it was believed, and only then', async () => {
    const good = answer(card, ca, ca)
    const { ask, kept, network } = world({ [RESPONDER]: answer(card, ca, authority('Autorité')) })
    await ask()
    expect(kept).toEqual([])
    network[RESPONDER] = good
    await ask()
    expect(kept).toEqual([good])
  })
})

describe('a revocation', () => {
  it('is for ever, whatever lists and responders say later', async () => {
    const { ask, network, register } = world({
      [LIST]: listOf(ca, { entries: [{ serial: 42, reason: 'keyCompromise' }] }),
    })
    expect(endingOf(await ask())).toBe('pki.revoked')
    expect(register.all()).toMatchObject([{ serialNumber: '2a', reason: 'keyCompromise', statedAt: AT - HOUR }])
    network[LIST] = listOf(ca, { thisUpdateAt: AT, number: 8 })
    network[RESPONDER] = answer(card, ca, ca, { thisUpdateAt: AT })
    const verdict = await ask()
    expect(verdict.verdict === 'invalid' && verdict.failure).toMatchObject({
      code: 'pki.revoked',
      data: { reason: 'keyCompromise' },
    })
  })

  it('of another card of the same issuer says nothing of this one', async () => {
    const { ask } = world({ [LIST]: listOf(ca, { entries: [{ serial: 41 }] }) })
    const other = issue(ca, 'Autre', { serial: 41, extensions: [points] })
    expect(endingOf(await ask(other))).toBe('pki.revoked')
    expect(endingOf(await ask())).toBe('valid')
  })
})

describe('a hold', () => {
  const held = listOf(ca, { entries: [{ serial: 42, reason: 'certificateHold' }] })

  it('ends with a later list, or a later answer', async () => {
    for (const later of [
      { [LIST]: listOf(ca, { thisUpdateAt: AT }) },
      { [LIST]: held, [RESPONDER]: answer(card, ca, ca, { thisUpdateAt: AT }) },
    ]) {
      const { ask, network } = world({ [LIST]: held })
      expect(endingOf(await ask())).toBe('pki.on-hold')
      Object.assign(network, later)
      expect(endingOf(await ask())).toBe('valid')
    }
  })

  it('does not end with an older answer', async () => {
    const { ask, network } = world({ [LIST]: held })
    await ask()
    network[LIST] = listOf(ca, { thisUpdateAt: AT - DAY })
    expect(endingOf(await ask())).toBe('pki.on-hold')
  })

  it('never ends where the operator says so', async () => {
    const { ask, network } = world({ [LIST]: held })
    await ask()
    network[LIST] = listOf(ca, { thisUpdateAt: AT })
    expect(endingOf(await ask(card, { holds: 'never-end' }))).toBe('pki.on-hold')
  })

  it('may become a revocation, which then stays', async () => {
    const { ask, network, register } = world({ [LIST]: held })
    await ask()
    network[LIST] = listOf(ca, { thisUpdateAt: AT, entries: [{ serial: 42, reason: 'superseded' }] })
    expect(endingOf(await ask())).toBe('pki.revoked')
    expect(register.all()).toMatchObject([{ reason: 'superseded' }])
  })
})
