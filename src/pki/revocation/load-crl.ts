import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Outcome, succeed } from '../../failures/failure.ts'
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.ts'
import { adoptIndex, type Crl, parseCrl, rememberSigner } from './crl.ts'
import type { CrlWorkerAnswer, CrlWorkerQuestion } from './crl-worker.ts'
import { rememberFingerprint } from './fingerprint.ts'
import { prepareCrl } from './prepare-crl.ts'

/** Up to this size, preparing takes a few milliseconds: less than a thread takes to start. */
const PREPARED_INLINE_BYTES = 256 * 1024

/** Compiled, this file stands beside the compiled worker. */
const WORKER = new URL(`./crl-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

export interface LoadedCrl {
  readonly crl: Crl
  /** SubjectPublicKeyInfo of the one of the expected keys that signed it. */
  readonly signer: Uint8Array
}

/**
 * Reads, verifies and indexes a list; a long one on another thread, so that the event loop is never held up.
 * @param der owns its memory, and is handed over: the caller must not use it afterwards.
 * @param expectedSigners SubjectPublicKeyInfo of each key that may have signed it.
 * @returns the list, ready for look-ups that cost microseconds.
 */
export async function loadCrl(
  der: Uint8Array<ArrayBuffer>,
  expectedSigners: readonly Uint8Array[],
  algorithms: AlgorithmPolicy,
): Promise<Outcome<LoadedCrl>> {
  if (der.length <= PREPARED_INLINE_BYTES) {
    const prepared = prepareCrl(der, expectedSigners, algorithms)
    if (!prepared.ok) return prepared
    const { crl, signer } = prepared.value
    rememberSigner(crl, signer, algorithms)
    return succeed({ crl, signer })
  }
  const answer = await askWorker({ der, expectedSigners, algorithms })
  if (!answer.ok) return answer
  const crl = parseCrl(answer.der)
  if (!crl.ok) return crl
  adoptIndex(crl.value, answer.table)
  rememberSigner(crl.value, answer.signer, algorithms)
  rememberFingerprint(crl.value.der, answer.sha256)
  return succeed({ crl: crl.value, signer: answer.signer })
}

async function askWorker(question: CrlWorkerQuestion): Promise<CrlWorkerAnswer> {
  const worker = new Worker(WORKER, { workerData: question, transferList: [question.der.buffer] })
  try {
    const [answer] = (await once(worker, 'message')) as [CrlWorkerAnswer]
    return answer
  } finally {
    await worker.terminate()
  }
}
