/** Which application is logged in to through which session, and how it learns that the session is over. */

/** `open`; `leaving` while the logout token is on its way; then `told`, `unreachable` (given up) or `closed` (no address). */
export type LoginState = 'open' | 'leaving' | 'told' | 'unreachable' | 'closed'

export interface Login {
  readonly sessionHandle: string
  readonly applicationId: string
  readonly loggedInAt: number
  readonly state: LoginState
  /** Deliveries of the logout token begun so far. */
  readonly attempts: number
  readonly lastError: string | undefined
  readonly settledAt: number | undefined
}

/** A logout token that is due, held by one process until its lease ends. */
export interface Leaving {
  readonly sessionHandle: string
  readonly applicationId: string
  readonly accountId: string
  /** This one included. */
  readonly attempts: number
}

export interface LoginStore {
  /** The application got tokens of this session. @returns whether it was not open in it before. */
  note(sessionHandle: string, applicationId: string, at: number): Promise<boolean>
  /** Newest first. */
  ofAccount(accountId: string): Promise<readonly Login[]>
  /** Newest first, at most `limit`. */
  ofApplication(applicationId: string, limit: number): Promise<readonly Login[]>

  /** Sessions that are over, by whatever process and for whatever reason, and that an application is still open in. */
  sessionsOver(at: number, idleSeconds: number, limit: number): Promise<readonly string[]>
  /** Sessions with an open application, in alphabetical order behind `after`. */
  sessionsOpen(after: string, limit: number): Promise<readonly string[]>
  /** From now on every open application of the session is to be told. */
  leave(sessionHandle: string, at: number): Promise<void>

  /** One statement: of any number of processes exactly one gets the delivery, alone until `leaseEndsAt`. */
  claimDue(at: number, leaseEndsAt: number): Promise<Leaving | undefined>
  settle(leaving: Leaving, state: 'told' | 'unreachable' | 'closed', at: number, reason?: string): Promise<void>
  postpone(leaving: Leaving, nextAttemptAt: number, reason: string): Promise<void>
  /** What else is due to the application waits: a dead one is asked once in a while, not once a session. */
  holdBack(applicationId: string, at: number, until: number): Promise<void>
  /** Forgets logins that were settled before. */
  purge(before: number): Promise<void>
}
