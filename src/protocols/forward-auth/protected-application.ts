/** An application behind a proxy, as the operator registered it: where it is, and who may come in. */
import { ASSURANCE_LEVELS, type AssuranceLevel } from '../../assurance/assurance.ts'
import { type Outcome, succeed } from '../../failures/failure.ts'
import type { Profile } from '../../people/profile.ts'
import { covers, foldPath } from './application-path.ts'

/** What a session must be. */
export interface Requirement {
  /** Undefined for all. */
  readonly profiles: readonly Profile[] | undefined
  readonly minimumLevel: AssuranceLevel
}

/** A part of the application that asks for more than the whole. */
export interface StricterPath extends Requirement {
  /** Begins with a slash; covers whole segments, in whatever case. */
  readonly prefix: string
}

export interface ProtectedApplication extends Requirement {
  readonly id: string
  /** Shown to people. */
  readonly name: string
  /** `https://host[:port]`, as people's browsers see it: audience of every assertion. */
  readonly origin: string
  readonly stricterPaths: readonly StricterPath[]
  /** Also tells the application in headers without a signature: for those that cannot verify one. */
  readonly plainHeaders: boolean
}

export interface RegisteredProtectedApplication extends ProtectedApplication {
  /** SHA-256 of what its proxy proves itself with; undefined: known by its address (trustedProxies). */
  readonly secretSha256: string | undefined
  readonly addedAt: number
}

export interface ProtectedApplicationStore {
  /** @returns false when the identifier or the origin is taken. */
  add(application: RegisteredProtectedApplication): Promise<boolean>
  /** By identifier. */
  list(): Promise<readonly RegisteredProtectedApplication[]>
  /** @returns false when there is no such application. */
  changeSecret(id: string, secretSha256: string | undefined): Promise<boolean>
  /** The sessions of its cookies go with it. @returns false when there is no such application. */
  remove(id: string): Promise<boolean>
}

/** `host[:port]` of the application, as browsers write it. */
export const hostOf = ({ origin }: Pick<ProtectedApplication, 'origin'>): string => origin.slice('https://'.length)

/** @param path of the request, without query. @returns what all rules that cover it ask together. */
export function requirementOf(application: ProtectedApplication, path: string): Outcome<Requirement> {
  if (application.stricterPaths.length === 0) return succeed(application)
  const folded = foldPath(path)
  if (!folded.ok) return folded
  const together = application.stricterPaths.filter((rule) => ruleCovers(rule, folded.value)).reduce(both, application)
  return succeed(together)
}

/** A rule whose own prefix cannot be read in one way covers everything. */
function ruleCovers({ prefix }: StricterPath, folded: string): boolean {
  const own = foldPath(encodeURI(prefix))
  return !own.ok || covers(own.value, folded)
}

const both = (one: Requirement, other: Requirement): Requirement => ({
  profiles: intersection(one.profiles, other.profiles),
  minimumLevel:
    ASSURANCE_LEVELS.findLast((level) => level === one.minimumLevel || level === other.minimumLevel) ??
    one.minimumLevel,
})

const intersection = (one: Requirement['profiles'], other: Requirement['profiles']): Requirement['profiles'] =>
  one === undefined || other === undefined ? (one ?? other) : one.filter((profile) => other.includes(profile))
