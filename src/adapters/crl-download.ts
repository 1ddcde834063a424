import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Crl } from '../pki/revocation/crl.ts'
import type { LoadedCrl } from '../pki/revocation/load-crl.ts'
import type { CrlRecord } from './crl-folder.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

/** A list in memory, and how it came there. */
export interface HeldCrl {
  readonly crl: Crl
  readonly record: CrlRecord
}

/** Reads, verifies and indexes a list without holding up the event loop; takes the bytes over. */
export type LoadCrl = (
  der: Uint8Array<ArrayBuffer>,
  expectedSigners: readonly Uint8Array[],
) => Promise<Outcome<LoadedCrl>>

export const crlNotNewer = defineFailure<{ url: string; reason: string }>(
  'crl.not-newer',
  'conflict',
  'The server gave out a list that may not replace the one held.',
  ({ url, reason }) => `${url}: ${reason}.`,
)

export interface CrlDownload {
  readonly url: string
  readonly held: HeldCrl | undefined
  readonly expectedSigners: readonly Uint8Array[]
  readonly at: number
}

/** How far ahead of ours the clock of a CA may be. */
const CLOCK_SKEW_MILLISECONDS = 300_000

/**
 * Asks once for the list, conditionally when one is held.
 * @returns the list to hold from now on: signed by an expected key, and never older than the one held, so that nobody
 * on the way can take a revocation back by replaying yesterday's list.
 */
export async function downloadCrl(
  { url, held, expectedSigners, at }: CrlDownload,
  fetch: GuardedFetch,
  load: LoadCrl,
): Promise<Outcome<HeldCrl>> {
  const answer = await fetch({ url, headers: conditionsOf(held, at) })
  if (!answer.ok) return answer
  const { notModified, body, entityTag, lastModified } = answer.value
  if (notModified && held !== undefined) return succeed({ ...held, record: { ...held.record, fetchedAt: at } })
  const loaded = await load(body, expectedSigners)
  if (!loaded.ok) return loaded
  const { crl, signer } = loaded.value
  if (crl.thisUpdateAt > at + CLOCK_SKEW_MILLISECONDS) return fail(crlNotNewer({ url, reason: 'made in the future' }))
  if (held !== undefined && crl.thisUpdateAt < held.crl.thisUpdateAt) {
    return fail(crlNotNewer({ url, reason: 'older than the one held' }))
  }
  const record: CrlRecord = {
    url,
    signer: Buffer.from(signer).toString('base64'),
    fetchedAt: at,
    entityTag,
    lastModified,
  }
  return succeed({ crl, record })
}

/** An expired list is asked for without condition: "not modified" would be no answer. */
function conditionsOf(held: HeldCrl | undefined, at: number): Record<string, string> {
  if (held === undefined || !isCurrent(held.crl, at)) return {}
  const { entityTag, lastModified } = held.record
  if (entityTag !== undefined) return { 'if-none-match': entityTag }
  return lastModified === undefined ? {} : { 'if-modified-since': lastModified }
}

export const isCurrent = ({ nextUpdateAt }: Crl, at: number): boolean =>
  nextUpdateAt !== undefined && at <= nextUpdateAt
