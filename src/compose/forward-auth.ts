/** Forward-auth: what it keeps, whom it believes, where the portal goes on. */
import { createNetworkList } from '../adapters/network-list.ts'
import { PATHS } from '../http/paths.ts'
import type { Clock } from '../ports/clock.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { createForwardAuth, type ForwardAuth } from '../protocols/forward-auth/forward-auth.ts'
import type { KeyRing } from '../protocols/keys/key-ring.ts'
import type { Settings } from '../settings/schema.ts'
import type { Stores } from '../sign-in/stores.ts'
import { createApplicationSessionStore } from '../storage/application-sessions.ts'
import { createProtectedApplicationStore } from '../storage/protected-applications.ts'
import type { Database } from '../storage/schema.ts'
import { createStandingStore } from '../storage/standings.ts'

interface Parts {
  readonly database: Database
  readonly stores: Stores
  readonly ephemeral: EphemeralStore
  readonly keys: KeyRing
  readonly sealer: Sealer
  readonly random: Random
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

export function openForwardAuth(settings: Settings, { database, stores, ...parts }: Parts): ForwardAuth {
  const { origin } = settings.portal
  return createForwardAuth({
    ...parts,
    stores: {
      protectedApplications: createProtectedApplicationStore(database),
      applicationSessions: createApplicationSessionStore(database),
      standings: createStandingStore(database),
      sessions: stores.sessions,
      terms: stores.terms,
      journal: stores.journal,
    },
    idleSeconds: settings.session.idle.seconds,
    issuer: `${origin}/oidc`,
    portal: { enter: `${origin}${PATHS.enterApplication}`, signedOut: `${origin}${PATHS.signOut}` },
    isTrustedProxy: createNetworkList(settings.trustedProxies),
  })
}
