import type { AssuranceLevel, AuthenticationMethod } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'
import type { Session } from '../sessions/session.ts'
import type { Tables } from './schema.ts'

/** A row of the table `session` as the session it keeps. */
export const toSession = (row: Tables['session']): Session => ({
  idHash: row.id_hash,
  handle: row.handle,
  accountId: row.account_id,
  profile: row.profile as Profile,
  method: row.method as AuthenticationMethod,
  assurance: row.assurance as AssuranceLevel,
  certificateBindingId: row.certificate_binding_id ?? undefined,
  entryExpertiseId: row.entry_expertise_id ?? undefined,
  userAgent: row.user_agent,
  authenticatedAt: row.authenticated_at,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at ?? undefined,
})

/** The columns of a session, but for its end. */
export const toSessionRow = (session: Session): Omit<Tables['session'], 'ended_at' | 'ended_because'> => ({
  id_hash: session.idHash,
  handle: session.handle,
  account_id: session.accountId,
  profile: session.profile,
  method: session.method,
  assurance: session.assurance,
  certificate_binding_id: session.certificateBindingId ?? null,
  entry_expertise_id: session.entryExpertiseId ?? null,
  user_agent: session.userAgent,
  authenticated_at: session.authenticatedAt,
  last_seen_at: session.lastSeenAt,
  expires_at: session.expiresAt,
})
