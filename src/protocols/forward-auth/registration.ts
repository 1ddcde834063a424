/** What an operator may register as a protected application. */
import { ASSURANCE_LEVELS, type AssuranceLevel } from '../../assurance/assurance.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { isProfile } from '../../people/profile.ts'
import { foldPath } from './application-path.ts'
import type { ProtectedApplication, StricterPath } from './protected-application.ts'

export const registrationUnacceptable = defineFailure<{ mistakes: readonly string[] }>(
  'forward-auth.registration-unacceptable',
  'invalid-input',
  'The protected application cannot be registered like this.',
  ({ mistakes }) => mistakes.join(' · '),
)
export const applicationTaken = defineFailure<{ id: string }>(
  'forward-auth.application-taken',
  'conflict',
  'A protected application with this identifier or this origin is registered already.',
  ({ id }) => `${id}.`,
)
export const applicationUnknown = defineFailure<{ id: string }>(
  'forward-auth.application-unknown',
  'not-found',
  'There is no protected application with this identifier.',
  ({ id }) => `${id}.`,
)

/** As typed. */
export interface Wish {
  readonly id: string
  readonly name: string
  readonly origin: string
  readonly profiles: readonly string[]
  readonly level: string
  /** `/path=level` each. */
  readonly stricterPaths: readonly string[]
  readonly plainHeaders: boolean
}

/** @param portalOrigin which no application may share a host with: cookies do not tell ports apart. */
export function readRegistration(wish: Wish, portalOrigin: string): Outcome<ProtectedApplication> {
  const { id, name, origin, profiles, level, stricterPaths, plainHeaders } = wish
  const url = URL.parse(origin)
  const known = profiles.filter(isProfile)
  const paths = stricterPaths.map(readStricterPath)
  const mistakes = [
    /^[a-z][a-z0-9-]{1,40}$/.test(id) || 'the identifier is 2 to 41 small letters, digits and hyphens',
    (url?.protocol === 'https:' && url.origin === origin) ||
      'the origin is like https://dossiers.example.fr, nothing behind it',
    url?.hostname !== new URL(portalOrigin).hostname || 'the origin has another host name than the portal',
    name.trim() !== '' || 'a name to show to people is missing',
    known.length === profiles.length || `unknown profile: ${profiles.filter((each) => !isProfile(each)).join(', ')}`,
    isLevel(level) || `the level is one of ${ASSURANCE_LEVELS.join(', ')}`,
    !paths.includes(undefined) ||
      `a stricter path is like /admin=certificate-hardware, with one of ${ASSURANCE_LEVELS.join(', ')}`,
  ].filter((mistake) => typeof mistake === 'string')
  if (mistakes.length > 0 || !isLevel(level)) return fail(registrationUnacceptable({ mistakes }))
  return succeed({
    id,
    name: name.trim(),
    origin,
    profiles: known.length === 0 ? undefined : known,
    minimumLevel: level,
    stricterPaths: paths.filter((path) => path !== undefined),
    plainHeaders,
  })
}

function readStricterPath(text: string): StricterPath | undefined {
  const [prefix = '', level = '', ...more] = text.split('=')
  const readable = prefix.startsWith('/') && more.length === 0 && foldPath(encodeURI(prefix)).ok
  return readable && isLevel(level) ? { prefix, minimumLevel: level, profiles: undefined } : undefined
}

const isLevel = (text: string): text is AssuranceLevel => (ASSURANCE_LEVELS as readonly string[]).includes(text)
