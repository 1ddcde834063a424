/** The protected applications and the terms in force, as of a moment ago: both change seldom and are asked for always. */
import type { Clock } from '../../ports/clock.ts'
import type { TermsStore, TermsVersion } from '../../terms/terms.ts'
import { hostOf, type ProtectedApplicationStore, type RegisteredProtectedApplication } from './protected-application.ts'

/** How old what is shared by all sessions may be; part of the second within which everything takes effect. */
const RECENT_MS = 300

export interface Registered {
  /** When it was asked for: what is built on it is no younger. */
  readonly asOf: number
  readonly byHost: ReadonlyMap<string, RegisteredProtectedApplication>
  readonly terms: readonly TermsVersion[]
}

export type Registry = () => Promise<Registered>

export function createRegistry(
  applications: Pick<ProtectedApplicationStore, 'list'>,
  terms: Pick<TermsStore, 'versions'>,
  clock: Clock,
): Registry {
  let recent: { readonly asOf: number; readonly registered: Promise<Registered> } | undefined

  async function read(asOf: number): Promise<Registered> {
    const [all, versions] = await Promise.all([applications.list(), terms.versions()])
    return { asOf, byHost: new Map(all.map((each) => [hostOf(each), each])), terms: versions }
  }

  return () => {
    const at = clock.now()
    // A clock that was put back makes nothing recent for longer.
    if (recent !== undefined && at >= recent.asOf && at < recent.asOf + RECENT_MS) return recent.registered
    const asked = { asOf: at, registered: read(at) }
    recent = asked
    asked.registered.catch(() => {
      if (recent === asked) recent = undefined
    })
    return asked.registered
  }
}
