/** The applications that a person may go to from the dashboard: those with an address for people, open to the profile. */
import type { ApplicationLink } from '../http/portal.ts'
import type { Profile } from '../people/profile.ts'
import { createApplicationStore } from '../storage/oidc-clients.ts'
import { createProtectedApplicationStore } from '../storage/protected-applications.ts'
import type { Database } from '../storage/schema.ts'

export function createApplicationLinks(database: Database): (profile: Profile) => Promise<readonly ApplicationLink[]> {
  const [applications, protectedOnes] = [createApplicationStore(database), createProtectedApplicationStore(database)]
  return async (profile) => {
    const [byOidc, behindProxies] = await Promise.all([applications.list(), protectedOnes.list()])
    const links = [
      ...byOidc
        .filter(({ profiles }) => profiles.length === 0 || profiles.includes(profile))
        .flatMap(({ name, homeUri }) => (homeUri === undefined ? [] : { name, href: homeUri })),
      ...behindProxies
        .filter(({ profiles }) => profiles === undefined || profiles.includes(profile))
        .map(({ name, origin }) => ({ name, href: `${origin}/` })),
    ]
    return links.sort((left, right) => (left.name < right.name ? -1 : 1))
  }
}
