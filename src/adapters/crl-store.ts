/**
 * The revocation lists that cards point at. A login finds them in memory and waits for the network only while there is
 * no current one; everything else happens in the background.
 */
import type { Failure } from '../failures/failure.ts'
import type { ListSource } from '../pki/revocation/sources.ts'
import { type CrlState, type CrlTracker, type CrlTrackerParts, trackCrl } from './crl-tracker.ts'

export interface CrlStore extends ListSource {
  /** Takes up the lists on disk and refreshes them from now on. */
  start(): Promise<void>
  /** Begins no further download; resolves when those under way have ended. */
  stop(): Promise<void>
  /** Asks the server now, whatever is held. @returns why nothing came of it, or undefined. */
  refresh(url: string): Promise<Failure | undefined>
  states(): readonly CrlState[]
}

/** Far more than any set of CAs publishes; the least recently needed one makes room. */
const MOST_LISTS = 200

export function createCrlStore(parts: CrlTrackerParts): CrlStore {
  const trackers = new Map<string, CrlTracker>()
  const held = () => [...trackers.values()].map((tracker) => tracker.held()).filter((list) => list !== undefined)

  function track(url: string): CrlTracker {
    const known = trackers.get(url)
    if (known !== undefined) return known
    if (trackers.size >= MOST_LISTS) forgetLeastNeeded()
    const tracker = trackCrl(url, parts)
    trackers.set(url, tracker)
    return tracker
  }

  function forgetLeastNeeded(): void {
    const [least] = [...trackers.values()].sort((a, b) => a.neededAt() - b.neededAt())
    if (least === undefined) return
    const { url } = least
    trackers.delete(url)
    const gone = least.stop().then(() => parts.folder.remove(url))
    gone.catch((error: unknown) => parts.report({ event: 'crl-not-stored', url, error }))
  }

  return {
    async start() {
      for (const stored of await parts.folder.readAll()) await track(stored.record.url).takeUp(stored)
    },
    async stop() {
      await Promise.all([...trackers.values()].map((tracker) => tracker.stop()))
    },
    need: (url, signers) => track(url).need(signers),
    refresh: (url) => track(url).refresh(),
    lists: () => held().map(({ crl }) => crl),
    lastAnsweredAt(signer) {
      const key = Buffer.from(signer).toString('base64')
      const times = held().flatMap(({ record }) => (record.signer === key ? [record.fetchedAt] : []))
      return times.length === 0 ? undefined : Math.max(...times)
    },
    states: () => [...trackers.values()].map((tracker) => tracker.state()),
  }
}
