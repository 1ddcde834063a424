/** « Mes connexions »: the last logins and refusals of a person, out of the journal, which holds no secret. */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { JournalEntry, JournalEvent } from '../journal/journal.ts'
import { isProfile } from '../people/profile.ts'
import type { LoginEntry } from '../views/pages/account/logins.tsx'
import { browserName } from './browser-name.ts'
import type { Portal } from './portal.ts'

const SHOWN = 20

const METHOD_OF_REFUSAL: Readonly<Partial<Record<JournalEvent, AuthenticationMethod>>> = {
  'sign-in.password-refused': 'email-code',
  'sign-in.code-refused': 'email-code',
  'sign-in.card-refused': 'smart-card',
}

const LOGIN_EVENTS = ['session.opened', ...(Object.keys(METHOD_OF_REFUSAL) as JournalEvent[])] as const

/** @returns the newest first. */
export async function recentLogins(
  { journal, sessions }: Pick<Portal['stores'], 'journal' | 'sessions'>,
  accountId: string,
): Promise<readonly LoginEntry[]> {
  const entries = await journal.latestAbout(accountId, LOGIN_EVENTS, SHOWN)
  const handles = entries.flatMap(({ data }) => (typeof data['session'] === 'string' ? [data['session']] : []))
  const userAgents = await sessions.userAgentsOf(accountId, handles)
  return entries.map((entry) => toLogin(entry, userAgents))
}

function toLogin({ sequence, occurredAt, event, data }: JournalEntry, userAgents: ReadonlyMap<string, string>) {
  const { profile, method, session } = data
  const refused = METHOD_OF_REFUSAL[event]
  return {
    id: String(sequence),
    at: occurredAt,
    profile: typeof profile === 'string' && isProfile(profile) ? profile : undefined,
    method: refused ?? (method as AuthenticationMethod),
    browser: browserName(userAgents.get(String(session)) ?? ''),
    outcome: refused === undefined ? 'succeeded' : 'refused',
  } as const
}
