/**
 * Before somebody changes what logs them in, they proved who they are within the last 15 minutes (SE-18): at login, or
 * again since, by the password or the card. What is remembered of it is short-lived; losing it only asks again.
 */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { Session } from '../sessions/session.ts'
import type { CardExamination } from './methods/smart-card/card-examination.ts'
import type { Stores } from './stores.ts'

export const RECENT_SECONDS = 15 * 60

export const otherCard = defineFailure(
  'card.not-the-sessions',
  'forbidden',
  'The card that was presented does not open the account of the session, or is blocked.',
)

type Known = Pick<Session, 'handle' | 'authenticatedAt'>

const keyOf = ({ handle }: Pick<Session, 'handle'>): string => `confirmed:${handle}`

export async function provedRecently(ephemeral: EphemeralStore, session: Known, at: number): Promise<boolean> {
  if (at < session.authenticatedAt + RECENT_SECONDS * 1000) return true
  return (await ephemeral.get(keyOf(session))) !== undefined
}

export const noteProof = (ephemeral: EphemeralStore, session: Known, at: number): Promise<void> =>
  ephemeral.put(keyOf(session), String(at), RECENT_SECONDS)

/** Any card that opens the same account now will do: the one of the session may have been renewed meanwhile. */
export async function confirmByCard(
  stores: Pick<Stores, 'bindings'>,
  session: Pick<Session, 'accountId'>,
  examination: CardExamination,
): Promise<Outcome<undefined>> {
  if (!examination.accepted) return fail(examination.failure)
  const binding = await stores.bindings.findBySha256(examination.card.sha256)
  const opens = binding?.accountId === session.accountId && binding.status === 'active'
  return opens ? succeed(undefined) : fail(otherCard({}))
}
