/** What the portal's journeys cannot bring about: grace, what only the register knows, long lists, abundance, a full disk. */
import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { generatePki } from '../../../../certs-test/generate.ts'
import { trustedAuthorityFiles } from '../../../../certs-test/trusted-authorities.ts'
import { readTrustStore } from '../../../../src/card-holder/trust-store.ts'
import { parseCertificate } from '../../../../src/pki/certificate.ts'
import { validateLive } from '../../../../src/pki/revocation/live-validation.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from '../../../../src/pki/revocation/policy.ts'
import { revokedCertificateKey } from '../../../../src/pki/revocation/revoked-register.ts'
import {
  type CardEvidence,
  type KeptBytes,
  MOST_OCTETS_IN_DATABASE,
  MOST_PRESENTED_OCTETS,
} from '../../../../src/sign-in/methods/smart-card/evidence.ts'
import { createCardJudge } from '../../../../src/sign-in/methods/smart-card/examine-card.ts'
import type { CardJudge } from '../../../../src/sign-in/methods/smart-card/judgement.ts'
import { createKeepingExaminer } from '../../../../src/sign-in/methods/smart-card/keep-evidence.ts'
import { gatherEvidence, replay } from '../../../../src/sign-in/methods/smart-card/replay.ts'
import { createMemoryRegister } from '../../../pki/revocation/memory-register.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { certificateOf } from '../../../support/test-people.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')
const HOUR_MS = 3_600_000
const pki = await generatePki({
  folder: temporaryFolder(),
  at: AT,
  baseUrl: 'http://127.0.0.1:9',
  keys: 'quick',
  cards: ['expert'],
})
const leaf = new Uint8Array(new X509Certificate(certificateOf(pki.card('expert')).cert).raw)
const read = readTrustStore(Object.entries(trustedAuthorityFiles(pki)).map(([name, value]) => ({ name, value })))
if (!read.ok) throw new Error(read.failure.explanation)
const trust = read.value

/** An examiner whose network never answers. */
function silentWorld(policy: Partial<RevocationPolicy> = {}, lastAnsweredAt?: number) {
  const kept = new Map<string, Uint8Array>()
  const evidences: CardEvidence[] = []
  const reports: unknown[] = []
  const files: KeptBytes[] = []
  const register = createMemoryRegister()
  const policyFor = () => ({ ...STRICT_REVOCATION, ...policy })
  const live = {
    lists: { need: async () => false, lists: () => [], lastAnsweredAt: () => lastAnsweredAt },
    answers: { ask: async () => [], keep: () => {}, lastAnsweredAt: () => undefined },
    register,
    policyFor,
  }
  const judge = createCardJudge(trust, (request) => validateLive(request, live), { now: () => AT })
  const keepingWith = (given: CardJudge, keepFile = async (file: KeptBytes) => void files.push(file)) =>
    createKeepingExaminer({
      judge: given,
      inForce: { trust, policyFor },
      store: {
        keep: async (evidence, bytes) => {
          evidences.push(JSON.parse(JSON.stringify(evidence)) as CardEvidence)
          for (const one of bytes) if (one.bytes.length <= MOST_OCTETS_IN_DATABASE) kept.set(one.sha256, one.bytes)
        },
      },
      files: { keep: keepFile },
      newReference: () => `R-${evidences.length}`,
      report: (error) => reports.push(error),
    })
  const gather = (evidence = evidences.at(-1)) => {
    if (evidence === undefined) throw new Error('nothing was kept')
    const found = async (sha256: string) => files.find((file) => file.sha256 === sha256)?.bytes
    return gatherEvidence(evidence, { bytes: async (sha256) => kept.get(sha256) }, { find: found })
  }
  const again = async (evidence?: CardEvidence) => {
    const whole = await gather(evidence)
    if (!whole.ok) throw new Error(whole.failure.explanation)
    return replay(whole.value)
  }
  return { register, judge, keepingWith, examine: keepingWith(judge), evidences, files, reports, gather, again }
}

it('who was let in under grace is let in again, until the same instant', async () => {
  const { examine, again } = silentWorld({ unavailable: { allowWithin: { seconds: 7200 } } }, AT - HOUR_MS)
  const { examination } = await examine({ leaf, candidates: [] }, 'sign-in', AT)
  expect(examination).toMatchObject({ accepted: true, card: { graceUntil: AT + HOUR_MS } })
  expect(await again()).toMatchObject({ same: true, examination: { card: { graceUntil: AT + HOUR_MS } } })
})

it('who was refused because nothing was to be had is refused again', async () => {
  const { examine, again } = silentWorld()
  await examine({ leaf, candidates: [] }, 'test', AT)
  expect(await again()).toMatchObject({
    same: true,
    examination: { failure: { code: 'pki.revocation-unavailable' } },
  })
})

it('a revocation that only the register knew is known again; without it the replay says that it differs', async () => {
  const { examine, register, evidences, again } = silentWorld()
  const certificate = parseCertificate(leaf)
  const issuer = trust.find(pki.authority('eid-user').sha256)?.certificate
  if (!certificate.ok || issuer === undefined) throw new Error('the card is not readable')
  const key = revokedCertificateKey(certificate.value, issuer.publicKey)
  await register.record({ ...key, reason: 'keyCompromise', revokedAt: AT - HOUR_MS, statedAt: AT - HOUR_MS })
  await examine({ leaf, candidates: [] }, 'sign-in', AT)
  expect(await again()).toMatchObject({ same: true, examination: { failure: { code: 'pki.revoked' } } })

  const [evidence] = evidences
  if (evidence === undefined) throw new Error('nothing was kept')
  const forgotten = { ...evidence, knowledge: { ...evidence.knowledge, remembered: [] } }
  expect(await again(forgotten)).toMatchObject({ same: false })
})

it('a list that is too long for the database goes to a file, and a full disk keeps nobody out', async () => {
  const { judge, keepingWith, files, reports } = silentWorld()
  const der = Buffer.alloc(MOST_OCTETS_IN_DATABASE + 1)
  const statement = { kind: 'crl', der, thisUpdateAt: AT, nextUpdateAt: undefined } as const
  const withLongList: CardJudge = async (presented, at) => {
    const judgement = await judge(presented, at)
    return { ...judgement, grounds: { ...judgement.grounds, statements: [statement] } }
  }
  await keepingWith(withLongList)({ leaf, candidates: [] }, 'sign-in', AT)
  expect(files.map(({ bytes }) => bytes)).toEqual([der])
  const full = new Error('no space left on device')
  const { reference } = await keepingWith(withLongList, () => Promise.reject(full))(
    { leaf, candidates: [] },
    'sign-in',
    AT,
  )
  expect(reference).toBe('R-1')
  expect(reports).toEqual([full])
})

it('of what is presented in abundance only the hashes are kept, and nobody pretends to judge it again', async () => {
  const { examine, evidences, gather } = silentWorld()
  const abundance = [Buffer.alloc(MOST_PRESENTED_OCTETS, 1), Buffer.alloc(10, 2)]
  await examine({ leaf, candidates: abundance }, 'sign-in', AT)
  expect(evidences[0]?.presented?.candidatesSha256).toHaveLength(2)
  expect(await gather()).toMatchObject({ ok: false, failure: { code: 'evidence.bytes-missing' } })
})
