/**
 * The revocation lists that cards point at: fetched when first needed, refreshed in the background from then on, kept on
 * disk, swapped in whole. A login finds them in memory and waits for the network only while there is no current one.
 */
import { defineFailure, type Failure, fail } from '../failures/failure.ts'
import type { Crl } from '../pki/revocation/crl.ts'
import type { Clock } from '../ports/clock.ts'
import { downloadCrl, type HeldCrl, isCurrent, type LoadCrl } from './crl-download.ts'
import type { CrlFolder, StoredCrl } from './crl-folder.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

export interface CrlStoreParts {
  readonly folder: CrlFolder
  readonly fetch: GuardedFetch
  readonly load: LoadCrl
  readonly clock: Clock
  /** Runs `task` once, later. @returns what cancels it. */
  readonly schedule: (task: () => void, delayMilliseconds: number) => () => void
  readonly report: (event: CrlEvent) => void
  /** How often each list is asked for again; sooner when it ends sooner. */
  readonly refreshSeconds: number
  /** The pause after a failure; each further failure doubles it, up to `refreshSeconds`. */
  readonly retrySeconds: number
  /** How long a login waits for a list that is not there; the download goes on without it. */
  readonly waitAtMostSeconds: number
}

export const crlNotLoaded = defineFailure<{ url: string; reason: string }>(
  'crl.not-loaded',
  'unavailable',
  'A list that was fetched could not be prepared.',
  ({ url, reason }) => `${url}: ${reason}.`,
)

export type CrlEvent =
  | { readonly event: 'crl-refreshed'; readonly url: string; readonly thisUpdateAt: number }
  | { readonly event: 'crl-not-refreshed'; readonly url: string; readonly failure: Failure }
  | { readonly event: 'crl-not-stored'; readonly url: string; readonly error: unknown }

/** One line of the revocation dashboard. */
export interface CrlState {
  readonly url: string
  readonly thisUpdateAt: number | undefined
  readonly nextUpdateAt: number | undefined
  /** The last time the server gave this list, or said that it still holds. */
  readonly fetchedAt: number | undefined
  readonly nextAttemptAt: number
  /** Why the last attempt failed; undefined: it did not. */
  readonly failure: Failure | undefined
}

export interface CrlStore {
  /** Takes up the lists on disk and refreshes them from now on. */
  start(): Promise<void>
  /** Begins no further download; resolves when those under way have ended. */
  stop(): Promise<void>
  /**
   * Makes sure that a current list is held, if one is to be had in the time a login may wait.
   * @param signers SubjectPublicKeyInfo of the keys that may sign it; call only with what a proven path brought.
   */
  need(url: string, signers: readonly Uint8Array[]): Promise<void>
  /** Asks the server now, whatever is held. @returns why nothing came of it, or undefined. */
  refresh(url: string): Promise<Failure | undefined>
  lists(): readonly Crl[]
  /** When a list signed by this key was last obtained or confirmed. */
  lastAnsweredAt(signer: Uint8Array): number | undefined
  states(): readonly CrlState[]
}

interface Tracked {
  readonly url: string
  signers: readonly Uint8Array[]
  held: HeldCrl | undefined
  failure: Failure | undefined
  failures: number
  nextAttemptAt: number
  neededAt: number
  underway: Promise<Failure | undefined> | undefined
  cancel: () => void
}

/** Far more than any set of CAs publishes; the least recently needed one makes room. */
const MOST_LISTS = 200
const MOST_SIGNERS = 16

export function createCrlStore(parts: CrlStoreParts): CrlStore {
  const { folder, clock, schedule, report, waitAtMostSeconds } = parts
  const tracked = new Map<string, Tracked>()
  let stopped = false

  function track(url: string): Tracked {
    const known = tracked.get(url)
    if (known !== undefined) return known
    if (tracked.size >= MOST_LISTS) forgetLeastNeeded()
    const at = clock.now()
    const fresh: Tracked = {
      url,
      signers: [],
      held: undefined,
      failure: undefined,
      failures: 0,
      nextAttemptAt: at,
      neededAt: at,
      underway: undefined,
      cancel: () => {},
    }
    tracked.set(url, fresh)
    return fresh
  }

  function forgetLeastNeeded(): void {
    const [least] = [...tracked.values()].sort((a, b) => a.neededAt - b.neededAt)
    if (least === undefined) return
    least.cancel()
    tracked.delete(least.url)
    folder.remove(least.url).catch((error: unknown) => report({ event: 'crl-not-stored', url: least.url, error }))
  }

  function refresh(list: Tracked): Promise<Failure | undefined> {
    list.underway ??= attempt(list).finally(() => {
      list.underway = undefined
      planNext(list)
    })
    return list.underway
  }

  async function attempt(list: Tracked): Promise<Failure | undefined> {
    const { url, held, signers: expectedSigners } = list
    const download = { url, held, expectedSigners, at: clock.now() }
    const result = await downloadCrl(download, parts.fetch, parts.load).catch((error: unknown) =>
      fail(crlNotLoaded({ url, reason: String(error) })),
    )
    if (!result.ok) {
      list.failure = result.failure
      list.failures += 1
      report({ event: 'crl-not-refreshed', url, failure: result.failure })
      return result.failure
    }
    list.held = result.value
    list.failure = undefined
    list.failures = 0
    report({ event: 'crl-refreshed', url, thisUpdateAt: result.value.crl.thisUpdateAt })
    await keep(result.value, held)
    return undefined
  }

  async function keep({ crl, record }: HeldCrl, before: HeldCrl | undefined): Promise<void> {
    try {
      await (before?.crl === crl ? folder.writeRecord(record) : folder.write(record, crl.der))
    } catch (error) {
      report({ event: 'crl-not-stored', url: record.url, error })
    }
  }

  function planNext(list: Tracked): void {
    const at = clock.now()
    list.nextAttemptAt = at + pauseMilliseconds(list, at, parts)
    list.cancel()
    if (!stopped) list.cancel = schedule(() => void refresh(list), list.nextAttemptAt - at)
  }

  async function takeUp({ record, der }: StoredCrl): Promise<void> {
    const signer = new Uint8Array(Buffer.from(record.signer, 'base64'))
    const loaded = await parts.load(der, [signer])
    if (!loaded.ok) return report({ event: 'crl-not-refreshed', url: record.url, failure: loaded.failure })
    const list = track(record.url)
    list.signers = [signer]
    list.held = { crl: loaded.value.crl, record }
    list.cancel = schedule(() => void refresh(list), 0)
  }

  return {
    async start() {
      for (const stored of await folder.readAll()) await takeUp(stored)
    },
    async stop() {
      stopped = true
      for (const list of tracked.values()) list.cancel()
      await Promise.all([...tracked.values()].map(({ underway }) => underway))
    },
    async need(url, signers) {
      const list = track(url)
      const at = clock.now()
      list.neededAt = at
      list.signers = union(list.signers, signers).slice(0, MOST_SIGNERS)
      if (stopped || (list.held !== undefined && isCurrent(list.held.crl, at))) return
      if (list.failures > 0 && at < list.nextAttemptAt && list.underway === undefined) return
      await waitAtMost(refresh(list), waitAtMostSeconds * 1000)
    },
    refresh: (url) => refresh(track(url)),
    lists: () => [...tracked.values()].flatMap(({ held }) => (held === undefined ? [] : [held.crl])),
    lastAnsweredAt(signer) {
      const key = Buffer.from(signer).toString('base64')
      const times = [...tracked.values()].flatMap(({ held }) =>
        held?.record.signer === key ? [held.record.fetchedAt] : [],
      )
      return times.length === 0 ? undefined : Math.max(...times)
    },
    states: () => [...tracked.values()].map(stateOf),
  }

  function waitAtMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = schedule(resolve, milliseconds)
      void work.finally(() => {
        cancel()
        resolve()
      })
    })
  }
}

/** Halfway to its end at the latest, so that several attempts fall before it; after failures, ever more patiently. */
function pauseMilliseconds(list: Tracked, at: number, { refreshSeconds, retrySeconds }: CrlStoreParts): number {
  if (list.failures > 0) return Math.min(retrySeconds * 2 ** (list.failures - 1), refreshSeconds) * 1000
  const leftMilliseconds = (list.held?.crl.nextUpdateAt ?? at) - at
  return Math.max(retrySeconds * 1000, Math.min(refreshSeconds * 1000, leftMilliseconds / 2))
}

const stateOf = ({ url, held, nextAttemptAt, failure }: Tracked): CrlState => ({
  url,
  thisUpdateAt: held?.crl.thisUpdateAt,
  nextUpdateAt: held?.crl.nextUpdateAt,
  fetchedAt: held?.record.fetchedAt,
  nextAttemptAt,
  failure,
})

function union(known: readonly Uint8Array[], more: readonly Uint8Array[]): Uint8Array[] {
  const fresh = more.filter((octets) => !known.some((other) => Buffer.compare(other, octets) === 0))
  return [...fresh, ...known]
}
