/** « Mes connexions »: the last logins and refusals of a person, out of the journal, which holds no secret (LG-5). */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { JournalEntry, JournalEvent } from '../journal/journal.ts'
import { isProfile, type Profile } from '../people/profile.ts'
import type { Stores } from './stores.ts'

const SHOWN = 20

export interface RecentLogin {
  /** Of the entry in the journal. */
  readonly sequence: number
  readonly at: number
  readonly outcome: 'succeeded' | 'refused'
  readonly method: AuthenticationMethod
  /** Unknown of a refusal. */
  readonly profile: Profile | undefined
  /** What the browser of the session called itself; unknown of a refusal. */
  readonly userAgent: string | undefined
}

const METHOD_OF_REFUSAL: Readonly<Partial<Record<JournalEvent, AuthenticationMethod>>> = {
  'sign-in.password-refused': 'email-code',
  'sign-in.code-refused': 'email-code',
  'sign-in.card-refused': 'smart-card',
}

const EVENTS_OF_LOGINS = ['session.opened', ...(Object.keys(METHOD_OF_REFUSAL) as JournalEvent[])] as const

/** @returns the newest first. */
export async function recentLogins(
  { journal, sessions }: Pick<Stores, 'journal' | 'sessions'>,
  accountId: string,
): Promise<readonly RecentLogin[]> {
  const entries = await journal.latestAbout(accountId, EVENTS_OF_LOGINS, SHOWN)
  const handles = entries.flatMap(({ data }) => (typeof data['session'] === 'string' ? [data['session']] : []))
  const userAgents = await sessions.userAgentsOf(accountId, handles)
  return entries.map((entry) => toLogin(entry, userAgents))
}

function toLogin(
  { sequence, occurredAt, event, data }: JournalEntry,
  userAgents: ReadonlyMap<string, string>,
): RecentLogin {
  const { profile, method, session } = data
  const refused = METHOD_OF_REFUSAL[event]
  return {
    sequence,
    at: occurredAt,
    outcome: refused === undefined ? 'succeeded' : 'refused',
    method: refused ?? (method as AuthenticationMethod),
    profile: typeof profile === 'string' && isProfile(profile) ? profile : undefined,
    userAgent: userAgents.get(String(session)),
  }
}
