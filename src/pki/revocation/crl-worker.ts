/** The thread that long lists are prepared on: bytes are handed over and back, never copied, and one index with them. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Failure } from '../../failures/failure.ts'
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.ts'
import type { CrlIndexTable } from './crl-index.ts'
import { fingerprint } from './fingerprint.ts'
import { prepareCrl } from './prepare-crl.ts'

export interface CrlWorkerQuestion {
  readonly der: Uint8Array<ArrayBuffer>
  /** SubjectPublicKeyInfo of each. */
  readonly expectedSigners: readonly Uint8Array[]
  readonly algorithms: AlgorithmPolicy
}

export type CrlWorkerAnswer =
  | {
      readonly ok: true
      readonly der: Uint8Array<ArrayBuffer>
      readonly table: CrlIndexTable
      readonly signer: Uint8Array
      readonly sha256: string
    }
  | { readonly ok: false; readonly failure: Failure }

const { der, expectedSigners, algorithms } = workerData as CrlWorkerQuestion
const prepared = prepareCrl(der, expectedSigners, algorithms)
if (prepared.ok) {
  const { signer, index } = prepared.value
  const { count, slots, issuerChanges } = index
  const table = { count, slots, issuerChanges }
  const answer: CrlWorkerAnswer = { ok: true, der, table, signer, sha256: fingerprint(der) }
  parentPort?.postMessage(answer, [der.buffer, slots.buffer, issuerChanges.buffer])
} else {
  parentPort?.postMessage(prepared satisfies CrlWorkerAnswer)
}
