/**
 * What the browser holds at an application's own host: the portal's cookie is not sent there. It stands for one session of
 * Parvis at one application, opens nothing else, and is worth nothing once that session is over.
 */
export interface ApplicationSession {
  readonly applicationId: string
  /** Of the session of Parvis. */
  readonly sessionHandle: string
}

export interface OpenedApplication extends ApplicationSession {
  /** The last time. */
  readonly openedAt: number
}

export interface ApplicationSessionStore {
  open(idHash: string, session: ApplicationSession, at: number): Promise<void>
  find(idHash: string): Promise<ApplicationSession | undefined>
  /** What the sessions of a person that are alive at `at` have opened, each application once a session. */
  ofAccount(accountId: string, at: number, idleSeconds: number): Promise<readonly OpenedApplication[]>
  /** Forgets those whose session is over at `at`. */
  purge(at: number): Promise<void>
}

/** Both go to this host alone, over TLS, for every path, and are out of reach of scripts (SE-12). */
export const COOKIES = {
  session: '__Host-parvis-application',
  /** Binds a login under way to the browser that began it (threat of a login planted by somebody else). */
  attempt: '__Host-parvis-tentative',
} as const

/** 256 bits, base64url. */
const VALUE = /^[A-Za-z0-9_-]{43}$/

/** @returns the value, or undefined when it is absent, twice there, or not one of ours. */
export function readCookie(cookies: string, name: string): string | undefined {
  const marker = `${name}=`
  let value: string | undefined
  for (let at = cookies.indexOf(marker); at >= 0; at = cookies.indexOf(marker, at + 1)) {
    // The end of a longer name is not this one.
    if (at > 0 && cookies[at - 1] !== ' ' && cookies[at - 1] !== ';') continue
    if (value !== undefined) return undefined
    const from = at + marker.length
    const end = cookies.indexOf(';', from)
    value = cookies.slice(from, end < 0 ? undefined : end)
  }
  return value !== undefined && VALUE.test(value) ? value : undefined
}

/** A session cookie: it goes with the browser, and earlier with the session of Parvis. */
export const writeCookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax`
