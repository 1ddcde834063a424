import type { TrustFile } from '../../adapters/trust-folder.ts'
import { readTrustedAuthority, type TrustedAuthority } from '../../card-holder/trusted-authority.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'

export const authorityNotFound = defineFailure<{ wanted: string; found: readonly string[] }>(
  'trust.authority-not-found',
  'not-found',
  'Not exactly one authority goes by that.',
  ({ wanted, found }) => `${wanted}: ${found.join(', ') || 'none'}.`,
)

/** @param wanted a file, a label, or at least 6 digits of the hash. */
export function findFile(
  files: readonly TrustFile[],
  wanted: string,
): Outcome<{ readonly name: string; readonly authority: TrustedAuthority }> {
  const found = files.flatMap(({ name, value }) => {
    const read = readTrustedAuthority(value)
    if (!read.ok) return []
    const { label, sha256 } = read.value
    const isIt = name === wanted || label === wanted || (wanted.length >= 6 && sha256.startsWith(wanted.toLowerCase()))
    return isIt ? [{ name, authority: read.value }] : []
  })
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return succeed(only)
  return fail(authorityNotFound({ wanted, found: found.map(({ name }) => name) }))
}
