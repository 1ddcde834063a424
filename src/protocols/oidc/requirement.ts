/** What an authorization request asks of a login, read once for all who judge it (OpenID Connect Core §3.1.2.1, §5.5). */
import type { WantedAcr } from './acr.ts'

export interface Requirement {
  /** `login`, `select_profile`, `consent`. */
  readonly prompts: ReadonlySet<string>
  readonly maxAgeSeconds: number | undefined
  readonly acr: WantedAcr | undefined
}

/** @param params of the request, which the provider has checked. */
export function readRequirement(params: Readonly<Record<string, unknown>>): Requirement {
  const { prompt, max_age: maxAge, claims, acr_values: wishes } = params
  return {
    prompts: new Set(words(prompt)),
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
    acr: essentialAcr(claims) ?? (words(wishes).length === 0 ? claimedAcr(claims) : wish(words(wishes))),
  }
}

/** Whether the `acr` member of a claims request has a shape that can be judged. */
export function isAcrClaim(claim: unknown): boolean {
  if (claim === null || claim === undefined) return true
  const { value, values } = claim as AcrClaim
  return (value === undefined || typeof value === 'string') && (values === undefined || areTexts(values))
}

interface AcrClaim {
  readonly essential?: unknown
  readonly value?: unknown
  readonly values?: unknown
}

const wish = (values: readonly string[]): WantedAcr => ({ essential: false, values })

function essentialAcr(claims: unknown): WantedAcr | undefined {
  const claimed = claimedAcr(claims)
  return claimed?.essential ? claimed : undefined
}

/** Essential without any value asks for nothing but the claim, which is always there. */
function claimedAcr(claims: unknown): WantedAcr | undefined {
  if (typeof claims !== 'string') return undefined
  const { id_token: idToken } = JSON.parse(claims) as { id_token?: { acr?: AcrClaim | null } }
  const { essential, value, values } = idToken?.acr ?? {}
  const all = [...(typeof value === 'string' ? [value] : []), ...(areTexts(values) ? values : [])]
  return all.length === 0 ? undefined : { essential: essential === true, values: all }
}

const areTexts = (values: unknown): values is readonly string[] =>
  Array.isArray(values) && values.every((value) => typeof value === 'string')

const words = (text: unknown): readonly string[] =>
  typeof text === 'string' ? text.split(' ').filter((word) => word !== '') : []
