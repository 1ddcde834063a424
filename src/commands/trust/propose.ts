/** From a trusted list and the store to what could be changed: nothing changes by itself. */
import { readTrustedAuthority, type TrustedAuthority } from '../../card-holder/trusted-authority.ts'
import type { Certificate } from '../../pki/certificate.ts'
import type { PolicyQualification, TrustService } from '../../pki/trusted-list/trust-service.ts'
import { type AuthorityDescription, labelOf, pinOf, type RuleDescription, sha256Of } from './description.ts'
import { fileNameFor } from './trust-files.ts'

export interface ProposedChange {
  readonly kind: 'add' | 'change' | 'end'
  readonly file: string
  readonly value: object
  readonly why: string
}

export interface Wishes {
  /** Parts of names of providers whose authorities are to be accepted. */
  readonly providers: readonly string[]
  /** Who may come with a card: policies that the list says to be on a device. */
  readonly profiles: readonly string[]
  /** Who may come without one; nobody when empty. */
  readonly softwareProfiles: readonly string[]
  readonly sirenOwner: string
  /** Servers of lists and answers, for authorities that are added. */
  readonly revocation: Pick<AuthorityDescription, 'revocation'>
  readonly at: number
}

export interface Proposals {
  readonly changes: readonly ProposedChange[]
  /** What a person should look at: nothing is proposed for it. */
  readonly remarks: readonly string[]
}

interface Known {
  readonly file: string
  readonly value: object
  readonly authority: TrustedAuthority
}

export function proposeChanges(
  services: readonly TrustService[],
  files: readonly { readonly name: string; readonly value: unknown }[],
  wishes: Wishes,
): Proposals {
  const known = new Map(files.flatMap(({ name, value }) => entryOf(name, value)))
  const changes: ProposedChange[] = []
  const remarks: string[] = []
  const byCertificate = Map.groupBy(
    services.flatMap((service) => service.certificates.map((certificate) => ({ service, certificate }))),
    ({ certificate }) => sha256Of(certificate.der),
  )
  for (const [sha256, entries] of byCertificate) {
    const [first] = entries
    if (first === undefined) continue
    const change = judge(
      first.certificate,
      entries.map(({ service }) => service),
      known.get(sha256),
      wishes,
    )
    if (typeof change === 'string') remarks.push(`${first.service.provider}, ${labelOf(first.certificate)}: ${change}`)
    else if (change !== undefined) changes.push(change)
  }
  for (const [sha256, { authority }] of known) {
    if (authority.origin === 'trusted-list' && !byCertificate.has(sha256)) {
      remarks.push(`${authority.label}: came from a trusted list and is not in this one`)
    }
  }
  return { changes, remarks }
}

function entryOf(file: string, value: unknown): [string, Known][] {
  const read = readTrustedAuthority(value)
  return read.ok && typeof value === 'object' && value !== null
    ? [[read.value.sha256, { file, value, authority: read.value }]]
    : []
}

/** @returns a change, a remark, or undefined: nothing to say. */
function judge(
  certificate: Certificate,
  services: readonly TrustService[],
  known: Known | undefined,
  wishes: Wishes,
): ProposedChange | string | undefined {
  const granted = services.filter(({ status }) => status === 'granted')
  if (granted.length === 0) return known === undefined ? undefined : endOf(known, services)
  const isWanted = granted.some(({ providerNames }) => providerNames.some((name) => isAskedFor(name, wishes.providers)))
  if (known === undefined && !isWanted) return undefined
  if (known?.authority.origin === 'manual') return undefined
  const unprocessed = granted.flatMap((service) => service.unprocessed)
  if (unprocessed.length > 0)
    return `left out: the list says more of it than is understood here (${unprocessed.join(', ')})`
  if (!granted.some(({ forPersons }) => forPersons)) return known === undefined ? undefined : 'is no longer for persons'
  const rules = rulesFrom(
    granted.flatMap(({ qualifications }) => qualifications),
    wishes,
    known?.authority,
  )
  if (rules.length === 0) return 'left out: the list names no policy of it that could be accepted'
  return known === undefined ? addition(certificate, rules, wishes) : changeOf(known, rules)
}

const isAskedFor = (name: string, providers: readonly string[]): boolean =>
  providers.some((part) => name.toLowerCase().includes(part.toLowerCase()))

function addition(
  certificate: Certificate,
  rules: readonly RuleDescription[],
  wishes: Wishes,
): ProposedChange | string {
  const value: AuthorityDescription = {
    label: labelOf(certificate),
    ...pinOf(certificate),
    origin: 'trusted-list',
    sirenOwner: wishes.sirenOwner,
    acceptedFrom: new Date(wishes.at).toISOString(),
    rules,
    ...wishes.revocation,
  }
  const read = readTrustedAuthority(value)
  if (!read.ok) return `left out: ${read.failure.explanation}`
  return { kind: 'add', file: fileNameFor(value.label, value.sha256), value, why: 'granted in the list' }
}

function changeOf(
  { file, value, authority }: Known,
  rules: readonly RuleDescription[],
): ProposedChange | string | undefined {
  if (sameRules(authority.rules, rules)) return undefined
  const changed = { ...value, rules }
  const read = readTrustedAuthority(changed)
  return read.ok
    ? { kind: 'change', file, value: changed, why: 'the list names other policies' }
    : `left as it is: ${read.failure.explanation}`
}

/** What was accepted stays in the store, with its end, so that old logins can still be accounted for. */
function endOf(
  { file, value, authority }: Known,
  services: readonly TrustService[],
): ProposedChange | string | undefined {
  const endsAt = Math.max(...services.map(({ statusStartsAt }) => statusStartsAt))
  if (authority.acceptedUntilAt !== undefined && authority.acceptedUntilAt <= endsAt) return undefined
  if (authority.origin === 'manual') return 'is withdrawn in the list; it was added by hand, and stays as it is'
  const since = new Date(endsAt).toISOString()
  return { kind: 'end', file, value: { ...value, acceptedUntil: since }, why: `withdrawn since ${since}` }
}

/** Profiles stay with those who decided them: the rules of an authority that is known keep theirs, level by level. */
function rulesFrom(
  qualifications: readonly PolicyQualification[],
  wishes: Wishes,
  known: TrustedAuthority | undefined,
): RuleDescription[] {
  const levels = [
    ['on-device', 'hardware', wishes.profiles],
    ['as-in-certificate', 'by-qc-sscd', wishes.softwareProfiles],
    ['in-software', 'software', wishes.softwareProfiles],
  ] as const
  return levels.flatMap(([key, level, wished]) => {
    const policies = [...new Set(qualifications.filter((one) => one.key === key).flatMap((one) => one.policies))].sort()
    const decided = known?.rules.filter((rule) => rule.level === level).flatMap((rule) => rule.profiles) ?? []
    const profiles = known === undefined ? wished : [...new Set(decided)]
    return policies.length === 0 || profiles.length === 0 ? [] : [{ policies, profiles, level }]
  })
}

const sameRules = (a: readonly RuleDescription[], b: readonly RuleDescription[]): boolean =>
  canonical(a) === canonical(b)

const canonical = (rules: readonly RuleDescription[]): string =>
  JSON.stringify(
    rules
      .map(({ policies, profiles, level }) => [level, [...policies].sort(), [...profiles].sort()])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1)),
  )
