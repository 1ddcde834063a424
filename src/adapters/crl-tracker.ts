/** The life of one revocation list: fetched when needed, refreshed from then on, kept on disk, swapped in whole. */
import { defineFailure, type Failure, fail } from '../failures/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { downloadCrl, type HeldCrl, isCurrent, type LoadCrl } from './crl-download.ts'
import type { CrlFolder, StoredCrl } from './crl-folder.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

export interface CrlTrackerParts {
  readonly folder: CrlFolder
  readonly fetch: GuardedFetch
  readonly load: LoadCrl
  readonly clock: Clock
  /** Runs `task` once, later. @returns what cancels it. */
  readonly schedule: (task: () => void, delayMilliseconds: number) => () => void
  readonly report: (event: CrlEvent) => void
  /** How often a list is asked for again; sooner when it ends sooner. */
  readonly refreshSeconds: number
  /** The pause after a failure; each further failure doubles it, up to `refreshSeconds`. */
  readonly retrySeconds: number
  /** How long a login waits for a list that is not there; the download goes on without it. */
  readonly waitAtMostSeconds: number
}

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

export interface CrlTracker {
  readonly url: string
  held(): HeldCrl | undefined
  neededAt(): number
  state(): CrlState
  /**
   * Waits until a current list is held, or there is none to be had now, or the wait has been long enough.
   * @returns whether one is held.
   */
  need(signers: readonly Uint8Array[]): Promise<boolean>
  /** Asks the server now; several callers share one download. @returns why nothing came of it, or undefined. */
  refresh(): Promise<Failure | undefined>
  /** Holds the list from the disk if it is what its record says, and refreshes it from now on. */
  takeUp(stored: StoredCrl): Promise<void>
  /** Begins no further download; resolves when the one under way has ended. */
  stop(): Promise<void>
}

export const crlNotLoaded = defineFailure<{ url: string; reason: string }>(
  'crl.not-loaded',
  'unavailable',
  'A list that was fetched could not be prepared.',
  ({ url, reason }) => `${url}: ${reason}.`,
)

const MOST_SIGNERS = 16

export function trackCrl(url: string, parts: CrlTrackerParts): CrlTracker {
  const { folder, clock, schedule, report, refreshSeconds, retrySeconds, waitAtMostSeconds } = parts
  let signers: readonly Uint8Array[] = []
  let held: HeldCrl | undefined
  let failure: Failure | undefined
  let failures = 0
  let neededAt = clock.now()
  let nextAttemptAt = neededAt
  let underway: Promise<Failure | undefined> | undefined
  let cancel = () => {}
  let stopped = false

  function refresh(): Promise<Failure | undefined> {
    underway ??= attempt().finally(() => {
      underway = undefined
      planNext(pauseSeconds())
    })
    return underway
  }

  async function attempt(): Promise<Failure | undefined> {
    const download = { url, held, expectedSigners: signers, at: clock.now() }
    const result = await downloadCrl(download, parts.fetch, parts.load).catch((error: unknown) =>
      fail(crlNotLoaded({ url, reason: String(error) })),
    )
    if (!result.ok) {
      failure = result.failure
      failures += 1
      report({ event: 'crl-not-refreshed', url, failure })
      return failure
    }
    const before = held
    held = result.value
    failure = undefined
    failures = 0
    report({ event: 'crl-refreshed', url, thisUpdateAt: held.crl.thisUpdateAt })
    await keep(held, before)
    return undefined
  }

  async function keep({ crl, record }: HeldCrl, before: HeldCrl | undefined): Promise<void> {
    try {
      await (before?.crl === crl ? folder.writeRecord(record) : folder.write(record, crl.der))
    } catch (error) {
      report({ event: 'crl-not-stored', url, error })
    }
  }

  /** Halfway to its end at the latest, so that several attempts fall before it; after failures, ever more patiently. */
  function pauseSeconds(): number {
    if (failures > 0) return Math.min(retrySeconds * 2 ** (failures - 1), refreshSeconds)
    const leftSeconds = ((held?.crl.nextUpdateAt ?? 0) - clock.now()) / 1000
    return Math.max(retrySeconds, Math.min(refreshSeconds, leftSeconds / 2))
  }

  function planNext(seconds: number): void {
    cancel()
    if (stopped) return
    nextAttemptAt = clock.now() + seconds * 1000
    cancel = schedule(() => void refresh(), seconds * 1000)
  }

  const holdsCurrent = (): boolean => held !== undefined && isCurrent(held.crl, clock.now())

  function waitAtMost(work: Promise<unknown>, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancelWait = schedule(resolve, milliseconds)
      void work.finally(() => {
        cancelWait()
        resolve()
      })
    })
  }

  return {
    url,
    held: () => held,
    neededAt: () => neededAt,
    state: () => ({
      url,
      thisUpdateAt: held?.crl.thisUpdateAt,
      nextUpdateAt: held?.crl.nextUpdateAt,
      fetchedAt: held?.record.fetchedAt,
      nextAttemptAt,
      failure,
    }),
    async need(more) {
      neededAt = clock.now()
      signers = union(more, signers).slice(0, MOST_SIGNERS)
      const isResting = failures > 0 && neededAt < nextAttemptAt && underway === undefined
      if (!stopped && !isResting && !holdsCurrent()) await waitAtMost(refresh(), waitAtMostSeconds * 1000)
      return holdsCurrent()
    },
    refresh,
    async takeUp({ record, der }) {
      const signer = new Uint8Array(Buffer.from(record.signer, 'base64'))
      const loaded = await parts.load(der, [signer])
      if (!loaded.ok) return report({ event: 'crl-not-refreshed', url, failure: loaded.failure })
      signers = [signer]
      held = { crl: loaded.value.crl, record }
      planNext(0)
    },
    async stop() {
      stopped = true
      cancel()
      await underway
    },
  }
}

function union(first: readonly Uint8Array[], then: readonly Uint8Array[]): Uint8Array[] {
  return [...first, ...then.filter((octets) => !first.some((other) => Buffer.compare(other, octets) === 0))]
}
