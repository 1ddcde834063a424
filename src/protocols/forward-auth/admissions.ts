/**
 * Cookies that are good, for a moment: whoever asks twenty times for the parts of one page costs the database one look.
 * What is kept is at most 0.9 s older than the database, whichever process changed it: a session that is over, an access
 * withdrawn or terms owed say no within a second everywhere. No is never kept.
 */
import { hash } from 'node:crypto'
import { fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import { LAST_SEEN_RESOLUTION_SECONDS } from '../../sessions/lifetime.ts'
import type { SessionStore } from '../../sessions/session.ts'
import { sessionOver, type Vouched, type Voucher } from '../voucher.ts'
import type { ApplicationSessionStore } from './application-session.ts'
import type { RegisteredProtectedApplication } from './protected-application.ts'
import type { Registry } from './registry.ts'

const GOOD_FOR_MS = 900
/** Beyond this the oldest make room: some 20 MB. */
const MOST_KEPT = 10_000

/** A cookie that was good when it was looked at. */
export interface Admitted {
  readonly application: RegisteredProtectedApplication
  readonly vouched: Vouched
  /** By method: the assertion is the same for every request of this moment. */
  readonly assertions: Map<string, string>
  readonly asOf: number
}

export interface Admissions {
  /** What is known without asking anybody; undefined when that is nothing. */
  known(cookie: string, at: number): Admitted | undefined
  /** @param application that the cookie is shown to. */
  ask(cookie: string, application: RegisteredProtectedApplication): Promise<Outcome<Admitted>>
}

interface Parts {
  readonly applicationSessions: Pick<ApplicationSessionStore, 'find'>
  readonly sessions: Pick<SessionStore, 'touch'>
  readonly vouch: Voucher
  readonly registry: Registry
  readonly clock: Clock
}

export function createAdmissions({ applicationSessions, sessions, vouch, registry, clock }: Parts): Admissions {
  const kept = new Map<string, Admitted>()
  const asked = new Map<string, Promise<Outcome<Admitted>>>()

  async function look(cookie: string, application: RegisteredProtectedApplication): Promise<Outcome<Admitted>> {
    const at = clock.now()
    const asOf = Math.min(at, (await registry()).asOf)
    const found = await applicationSessions.find(hash('sha256', cookie))
    if (found?.applicationId !== application.id) return fail(sessionOver({ ending: 'unknown' }))
    const vouched = await vouch(found.sessionHandle, at)
    if (!vouched.ok) return vouched
    const { idHash, lastSeenAt } = vouched.value.session
    if (at >= lastSeenAt + LAST_SEEN_RESOLUTION_SECONDS * 1000) await sessions.touch(idHash, at)
    return succeed({ application, vouched: vouched.value, assertions: new Map(), asOf })
  }

  function keep(cookie: string, admitted: Admitted): void {
    kept.delete(cookie)
    kept.set(cookie, admitted)
    if (kept.size <= MOST_KEPT) return
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }

  return {
    known(cookie, at) {
      const admitted = kept.get(cookie)
      // A clock that was put back makes nothing good for longer.
      return admitted !== undefined && at >= admitted.asOf && at < admitted.asOf + GOOD_FOR_MS ? admitted : undefined
    },

    ask(cookie, application) {
      const key = `${application.id} ${cookie}`
      const underWay = asked.get(key)
      if (underWay !== undefined) return underWay
      const answer = look(cookie, application)
        .then((admitted) => {
          if (admitted.ok) keep(cookie, admitted.value)
          return admitted
        })
        .finally(() => asked.delete(key))
      asked.set(key, answer)
      return answer
    },
  }
}
