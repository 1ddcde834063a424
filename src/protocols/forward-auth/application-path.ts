/**
 * The path of a request as rules about paths see it. Behind a proxy stands a server that nobody here knows: it may or may
 * not decode, fold letters, take parameters away or merge slashes. Rules only ever make an application stricter, so the
 * path is folded as far as any server would fold it; what could be read as another path altogether is refused.
 */
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'

export const pathAmbiguous = defineFailure(
  'forward-auth.path-ambiguous',
  'forbidden',
  'The path could be read in more than one way, and what the application asks depends on the path.',
)

/** @param path without query. */
export function foldPath(path: string): Outcome<string> {
  const decoded = decode(path)
  if (decoded === undefined || isHidden(path, decoded)) return fail(pathAmbiguous({}))
  // Parameters of a segment (RFC 3986 §3.3), and what some file systems leave off at its end.
  const segments = decoded.split('/').map((segment) => segment.replace(/;.*$/s, ''))
  if (segments.some((segment) => /^\s*\.{1,2}\s*$/.test(segment))) return fail(pathAmbiguous({}))
  const folded = segments.map((segment) => segment.replace(/[. ]+$/, '')).filter((segment) => segment !== '')
  return succeed(`/${folded.join('/').toLowerCase()}`)
}

/** A slash, a control character or a second encoding that only appears once decoded. */
const isHidden = (path: string, decoded: string): boolean =>
  /%2f/i.test(path) || /[\\\p{Cc}]|%[0-9a-f]{2}/iu.test(decoded)

function decode(path: string): string | undefined {
  try {
    // Compatibility forms too: a full-width slash or full stop is one to some servers.
    return decodeURIComponent(path).normalize('NFKC')
  } catch {
    return undefined
  }
}

/** By whole segments: `/admin` covers `/admin` and `/admin/users`, not `/administration`. Both folded. */
export const covers = (prefix: string, path: string): boolean =>
  prefix === '/' || path === prefix || path.startsWith(`${prefix}/`)
