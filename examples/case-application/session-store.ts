/** The application's own sessions, in memory: what OpenID Connect said of somebody, and what ends with it. */
import { randomBytes } from 'node:crypto'

export interface Person {
  readonly sub: string
  /** The session of Parvis as this application knows it: a logout token names it. */
  readonly sid: string
  readonly name: string
  readonly profile: string
  readonly acr: string
  readonly idToken: string
}

/** A login under way: what must come back with the browser. */
export interface Attempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where to go afterwards: a path of this application, never read from a request. */
  readonly then: string
}

interface Session {
  person?: Person | undefined
  attempt?: Attempt | undefined
  readonly reports: string[]
}

export function createSessions() {
  const sessions = new Map<string, Session>()
  return {
    find: (id: string | undefined): Session | undefined => (id === undefined ? undefined : sessions.get(id)),
    /** A new identifier at every login (session fixation). */
    open(session: Partial<Session> = {}): string {
      const id = randomBytes(32).toString('base64url')
      sessions.set(id, { reports: [], ...session })
      return id
    },
    close: (id: string | undefined): void => void sessions.delete(id ?? ''),
    /** Parvis says that a session is over: by its `sid`, or all of a person's. */
    closeAll(sid: string | undefined, sub: string | undefined): number {
      const over = [...sessions].filter(([, { person }]) =>
        sid === undefined ? person !== undefined && person.sub === sub : person?.sid === sid,
      )
      for (const [id] of over) sessions.delete(id)
      return over.length
    },
  }
}
