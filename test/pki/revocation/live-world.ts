/** One card, its authority, and a network that holds what the test puts there; every question to it is written down. */
import { CURRENT_ALGORITHMS } from '../../../src/pki/algorithms/algorithm-policy.ts'
import { DEFAULT_PATH_LIMITS } from '../../../src/pki/budget.ts'
import { PATH_ONLY } from '../../../src/pki/purpose.ts'
import { parseCrl } from '../../../src/pki/revocation/crl.ts'
import { validateLive } from '../../../src/pki/revocation/live-validation.ts'
import { parseOcspResponse } from '../../../src/pki/revocation/ocsp-response.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from '../../../src/pki/revocation/policy.ts'
import { trustAnchorOf } from '../../../src/pki/trust-anchor.ts'
import { AT, authority, extension, issue, publishedAt, type Signer, sequence, uri } from './fixtures.ts'
import { createMemoryRegister } from './memory-register.ts'

export const LIST = 'http://crl.example/a.crl'
export const DELTA = 'http://crl.example/delta.crl'
export const RESPONDER = 'http://ocsp.example/'

const OCSP_ACCESS = Buffer.from('06082b06010505073001', 'hex')
export const points = publishedAt([{ fullName: [uri(LIST)] }, { fullName: [uri('ldap://crl.example/cn=CA')] }])
export const responders = extension('1.3.6.1.5.5.7.1.1', sequence(sequence(OCSP_ACCESS, uri(RESPONDER))))

export const ca = authority('Autorité')
export const card = issue(ca, 'Porteur', { serial: 42, extensions: [points, responders] })

export function world(network: Record<string, Buffer> = {}) {
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
