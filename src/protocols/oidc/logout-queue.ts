/**
 * Tells applications that a session is over. It looks for sessions that ended instead of being told of each end, so that
 * a command in another process, an expiry and a crash count like the button; what an application does not take is tried
 * again, durably. New terms close every application to those who owe an acceptance, though their session goes on.
 */
import type { Outcome } from '../../failures/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TermsVersion } from '../../terms/terms.ts'
import type { Voucher } from '../voucher.ts'
import type { Application } from './application.ts'
import type { Leaving, LoginStore } from './login.ts'

export interface LogoutQueueParts {
  readonly logins: LoginStore
  readonly vouch: Voucher
  readonly versions: () => Promise<readonly TermsVersion[]>
  readonly findApplication: (id: string) => Promise<Application | undefined>
  readonly tokenFor: (application: Application, leaving: Leaving, at: number) => string
  /** Posts the token to the application; never throws for what the application does. */
  readonly deliver: (application: Application, uri: string, token: string) => Promise<Outcome<unknown>>
  readonly clock: Clock
  readonly idleSeconds: number
}

export interface LogoutQueue {
  /** Notices which sessions are over. */
  look(): Promise<void>
  /** Tells what is due to be told. */
  deliver(): Promise<void>
  /** Begins no other delivery. */
  stop(): void
}

const AT_ONCE = 500
/** Longer than a delivery takes at worst. */
const LEASE_MS = 60_000
const PARALLEL_DELIVERIES = 4
/** Seconds; then every ten minutes, for a day in all. */
const BACK_OFF_SECONDS = [2, 5, 15, 30, 60, 120, 300]
const LATER_SECONDS = 600
const MOST_ATTEMPTS = 150
const PAUSE_MS = 5_000
/** However a session came to deserve no trust, its applications hear of it within this time. */
const FULL_LOOK_MS = 5 * 60_000

export function createLogoutQueue(parts: LogoutQueueParts): LogoutQueue {
  const { logins, clock } = parts
  let termsLookedAt = ''
  let fullLookAt = Number.NEGATIVE_INFINITY
  let stopped = false

  async function noticeEnds(at: number): Promise<void> {
    for (;;) {
      const over = await logins.sessionsOver(at, parts.idleSeconds, AT_ONCE)
      for (const handle of over) await logins.leave(handle, at)
      if (over.length < AT_ONCE) return
    }
  }

  /** Terms that took effect, a profile or a card withdrawn: whatever the one rule says of every open session. */
  async function lookAtEverySession(at: number): Promise<void> {
    const inForce = (await parts.versions()).filter(({ effectiveAt }) => effectiveAt <= at).map(({ id }) => id)
    const terms = inForce.sort().join()
    if (terms === termsLookedAt && at < fullLookAt + FULL_LOOK_MS) return
    for (let after = ''; ; ) {
      const open = await logins.sessionsOpen(after, AT_ONCE)
      for (const handle of open) if (!(await parts.vouch(handle, at)).ok) await logins.leave(handle, at)
      const last = open.at(-1)
      if (last === undefined || open.length < AT_ONCE) break
      after = last
    }
    termsLookedAt = terms
    fullLookAt = at
  }

  async function deliverWhatIsDue(): Promise<void> {
    while (!stopped) {
      const at = clock.now()
      const leaving = await logins.claimDue(at, at + LEASE_MS)
      if (leaving === undefined) return
      await deliverOne(parts, leaving)
    }
  }

  return {
    async look() {
      const at = clock.now()
      await noticeEnds(at)
      await lookAtEverySession(at)
    },
    async deliver() {
      await Promise.all(Array.from({ length: PARALLEL_DELIVERIES }, deliverWhatIsDue))
    },
    stop() {
      stopped = true
    },
  }
}

async function deliverOne(parts: LogoutQueueParts, leaving: Leaving): Promise<void> {
  const { logins, clock } = parts
  const application = await parts.findApplication(leaving.applicationId)
  const uri = application?.backChannelLogoutUri
  if (application === undefined || uri === undefined) return logins.settle(leaving, 'closed', clock.now())

  const delivered = await parts.deliver(application, uri, parts.tokenFor(application, leaving, clock.now()))
  const at = clock.now()
  if (delivered.ok) return logins.settle(leaving, 'told', at)
  const reason = delivered.failure.explanation
  if (leaving.attempts >= MOST_ATTEMPTS) return logins.settle(leaving, 'unreachable', at, reason)
  const waitSeconds = BACK_OFF_SECONDS[leaving.attempts - 1] ?? LATER_SECONDS
  await logins.postpone(leaving, at + waitSeconds * 1000, reason)
  await logins.holdBack(application.id, at, at + PAUSE_MS)
}
