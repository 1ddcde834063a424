import { describe, expect, it } from 'vitest'
import { CURRENT_ALGORITHMS } from '../../../src/pki/algorithms/algorithm-policy.ts'
import { DEFAULT_PATH_LIMITS } from '../../../src/pki/budget.ts'
import { PATH_ONLY } from '../../../src/pki/purpose.ts'
import { parseCrl } from '../../../src/pki/revocation/crl.ts'
import { validateLive } from '../../../src/pki/revocation/live-validation.ts'
import { parseOcspResponse } from '../../../src/pki/revocation/ocsp-response.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from '../../../src/pki/revocation/policy.ts'
import { trustAnchorOf } from '../../../src/pki/trust-anchor.ts'
import {
  AT,
  authority,
  DAY,
  deltaOf,
  endingOf,
  extension,
  FRESHEST_CRL,
  HOUR,
  issue,
  listOf,
  newKey,
  publishedAt,
  type Signer,
  sequence,
  uri,
} from './fixtures.ts'
import { createMemoryRegister } from './memory-register.ts'
import { answer } from './ocsp-fixtures.ts'

const LIST = 'http://crl.example/a.crl'
const DELTA = 'http://crl.example/delta.crl'
const RESPONDER = 'http://ocsp.example/'

const OCSP_ACCESS = Buffer.from('06082b06010505073001', 'hex')
const points = publishedAt([{ fullName: [uri(LIST)] }, { fullName: [uri('ldap://crl.example/cn=CA')] }])
const responders = extension('1.3.6.1.5.5.7.1.1', sequence(sequence(OCSP_ACCESS, uri(RESPONDER))))

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42, extensions: [points, responders] })

/** What the network holds by URL; every question to it is written down. */
function world(network: Record<string, Buffer> = {}) {
  const asked: string[] = []
  const awaitedFrom: Uint8Array[] = []
  const kept: Buffer[] = []
  const register = createMemoryRegister()
  const found = <Value>(outcome: { ok: true; value: Value } | { ok: false }): Value[] =>
    outcome.ok ? [outcome.value] : []
  let lastAnsweredAt: number | undefined
  async function ask(
    leaf: Signer = card,
    policy: Partial<RevocationPolicy> = {},
    at = AT,
    limits = DEFAULT_PATH_LIMITS,
    candidates: Signer[] = [],
  ) {
    return await validateLive(
      {
        leaf: leaf.certificate,
        anchors: [trustAnchorOf(ca.certificate)],
        candidates: candidates.map(({ certificate }) => certificate),
        at,
        limits,
        purpose: PATH_ONLY,
        algorithms: CURRENT_ALGORITHMS,
      },
      {
        lists: {
          need: async (url, signers) => {
            asked.push(url)
            awaitedFrom.push(...signers)
            const list = network[url] === undefined ? undefined : parseCrl(network[url])
            return list?.ok === true && (list.value.nextUpdateAt ?? 0) >= at
          },
          lists: () =>
            [...new Set(asked)].flatMap((url) => {
              const der = url === RESPONDER ? undefined : network[url]
              return der === undefined ? [] : found(parseCrl(der))
            }),
          lastAnsweredAt: () => lastAnsweredAt,
        },
        answers: {
          ask: async ({ urls }) => {
            asked.push(...urls)
            return urls.flatMap((url) => (network[url] === undefined ? [] : found(parseOcspResponse(network[url]))))
          },
          keep: (_, { der }) => void kept.push(Buffer.from(der)),
          lastAnsweredAt: () => undefined,
        },
        register,
        policyFor: () => ({ ...STRICT_REVOCATION, ...policy }),
      },
    )
  }
  return {
    network,
    asked,
    awaitedFrom,
    kept,
    register,
    ask,
    answeredAt: (at: number) => {
      lastAnsweredAt = at
    },
  }
}

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
