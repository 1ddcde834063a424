/** Examines a card and keeps why it ended so, under the reference that the person reads, before anybody is told. */
import { fingerprint } from '../../../pki/revocation/fingerprint.ts'
import type { Statement } from '../../../pki/revocation/status-finding.ts'
import type { KeepingExaminer } from './card-desk.ts'
import type { PresentedCertificate } from './card-examination.ts'
import {
  type CardEvidence,
  type CardEvidenceStore,
  type EvidenceFiles,
  type KeptBytes,
  type KeptStatement,
  MOST_OCTETS_IN_DATABASE,
  MOST_PRESENTED_OCTETS,
} from './evidence.ts'
import { describeInForce, type InForce } from './in-force.ts'
import type { CardJudge } from './judgement.ts'

interface Parts {
  readonly judge: CardJudge
  readonly inForce: InForce
  readonly store: Pick<CardEvidenceStore, 'keep'>
  readonly files: Pick<EvidenceFiles, 'keep'>
  readonly newReference: () => string
  /** Told when a file could not be written: nobody is kept out by a full disk of this machine. */
  readonly report: (error: unknown) => void
}

export function createKeepingExaminer({ judge, inForce, store, files, newReference, report }: Parts): KeepingExaminer {
  const decisions = describeInForce(inForce)
  return async (presented, purpose, at) => {
    const { examination, grounds } = await judge(presented, at)
    const evidence: CardEvidence = {
      reference: newReference(),
      examinedAt: at,
      purpose,
      presented: presented && {
        leafSha256: fingerprint(presented.leaf),
        candidatesSha256: presented.candidates.map(fingerprint),
      },
      examination,
      authoritySha256: grounds.authoritySha256,
      inForceSha256: fingerprint(decisions),
      statements: grounds.statements.map(keptStatement),
      knowledge: grounds.knowledge,
      refusedAfterwards: undefined,
    }
    const bytes = distinct([decisions, ...worthKeeping(presented), ...grounds.statements.map(({ der }) => der)])
    await store.keep(evidence, bytes)
    for (const long of bytes.filter(isLong)) await files.keep(long).catch(report)
    return { reference: evidence.reference, examination }
  }
}

/** Of what strangers offer in abundance only the hashes are kept, the certificate in question first. */
function worthKeeping(presented: PresentedCertificate | undefined): Uint8Array[] {
  let octets = 0
  return presented === undefined
    ? []
    : [presented.leaf, ...presented.candidates].filter((der) => {
        octets += der.length
        return octets <= MOST_PRESENTED_OCTETS
      })
}

const keptStatement = ({ der, ...told }: Statement): KeptStatement => ({ ...told, sha256: fingerprint(der) })

const distinct = (all: readonly Uint8Array[]): KeptBytes[] =>
  [...new Map(all.map((bytes) => [fingerprint(bytes), bytes]))].map(([sha256, bytes]) => ({ sha256, bytes }))

const isLong = ({ bytes }: KeptBytes): boolean => bytes.length > MOST_OCTETS_IN_DATABASE
