/** What an operator may register: every mistake at once, nothing that an attacker could bend. */
import { isIP } from 'node:net'
import { ASSURANCE_LEVELS, type AssuranceLevel } from '../../assurance/assurance.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { PROFILES, type Profile } from '../../people/profile.ts'
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../keys/signing-key.ts'
import { type Application, CLIENT_AUTHENTICATIONS, type ClientAuthentication, type FrenchScale } from './application.ts'

/** As written on the command line. */
export interface RegistrationRequest {
  readonly id: string
  readonly name: string
  readonly homeUri: string | undefined
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backChannelLogoutUri: string | undefined
  readonly privateAddresses: readonly string[]
  readonly authentication: string
  /** JSON Web Key Set. */
  readonly keySet: string | undefined
  readonly signingAlgorithm: string
  readonly profiles: readonly string[]
  readonly minimumLevel: string
  readonly french: { readonly card: string; readonly code: string; readonly decision: string } | undefined
  readonly pushedRequestsOnly: boolean
  readonly boundTokensOnly: boolean
}

export const registrationRefused = defineFailure<{ mistakes: readonly string[] }>(
  'oidc.registration-refused',
  'invalid-input',
  'The application cannot be registered so.',
  ({ mistakes }) => mistakes.join('; '),
)

/** @param loopback whether addresses of this machine may be plain http: the demo. */
export function readRegistration(request: RegistrationRequest, loopback: boolean): Outcome<Application> {
  const mistakes: string[] = []
  const one = <Value extends string>(what: string, value: string, known: readonly Value[]): Value | undefined => {
    const found = known.find((each) => each === value)
    if (found === undefined) mistakes.push(`${what} must be one of ${known.join(', ')}, not ${value}`)
    return found
  }
  const uris = (what: string, values: readonly (string | undefined)[]) => {
    for (const value of values) {
      const mistake = value === undefined ? undefined : uriMistake(value, loopback)
      if (mistake !== undefined) mistakes.push(`${what} ${value} ${mistake}`)
    }
  }

  const { id, name, redirectUris, postLogoutRedirectUris, privateAddresses, homeUri, backChannelLogoutUri } = request
  if (!IDENTIFIER.test(id))
    mistakes.push('the identifier must have 2 to 64 letters, digits, dots, dashes or underscores')
  if (name.trim() === '' || name.length > LONGEST_NAME)
    mistakes.push(`the name must have 1 to ${LONGEST_NAME} characters`)
  if (redirectUris.length === 0) mistakes.push('at least one redirect URI is needed')
  uris('redirect URI', redirectUris)
  uris('post-logout URI', postLogoutRedirectUris)
  uris('home', [homeUri])
  uris('back-channel logout URI', [backChannelLogoutUri])
  for (const address of privateAddresses) if (isIP(address) === 0) mistakes.push(`${address} is no IP address`)

  const authentication = one<ClientAuthentication>('the authentication', request.authentication, CLIENT_AUTHENTICATIONS)
  const signingAlgorithm = one<SigningAlgorithm>('the algorithm', request.signingAlgorithm, SIGNING_ALGORITHMS)
  const minimumLevel = one<AssuranceLevel>('the minimum level', request.minimumLevel, ASSURANCE_LEVELS)
  const profiles = request.profiles
    .map((each) => one<Profile>('a profile', each, PROFILES))
    .filter((each) => each !== undefined)
  const keys = readKeys(request, mistakes)
  const frenchScale = request.french && readFrenchScale(request.french, one, mistakes)

  if (!authentication || !signingAlgorithm || !minimumLevel || mistakes.length > 0) {
    return fail(registrationRefused({ mistakes }))
  }
  const { pushedRequestsOnly, boundTokensOnly } = request
  return succeed({
    id,
    name: name.trim(),
    homeUri,
    redirectUris,
    postLogoutRedirectUris,
    backChannelLogoutUri,
    privateAddresses,
    authentication,
    keys,
    signingAlgorithm,
    profiles,
    minimumLevel,
    frenchScale,
    pushedRequestsOnly,
    boundTokensOnly,
  })
}

const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/
const LONGEST_NAME = 80
const LONGEST_URI = 500
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Redirect URIs are compared to the letter (RFC 9700 §2.1), so each must be written in the one usual way. */
function uriMistake(text: string, loopback: boolean): string | undefined {
  const uri = URL.parse(text)
  if (uri === null || text.length > LONGEST_URI) return 'is no address'
  if (text.includes('*')) return 'must be one address: there are no wildcards'
  if (uri.hash !== '' || text.includes('#')) return 'must have no fragment'
  if (uri.username !== '' || uri.password !== '') return 'must have no user name'
  const isLocal = loopback && uri.protocol === 'http:' && LOOPBACK.includes(uri.hostname)
  if (uri.protocol !== 'https:' && !isLocal) return `must begin with https://${loopback ? ' or http://localhost' : ''}`
  return uri.href === text || uri.href === `${text}/` ? undefined : `must be written ${uri.href}`
}

function readKeys({ authentication, keySet }: RegistrationRequest, mistakes: string[]): Application['keys'] {
  const wanted = authentication === 'private_key_jwt'
  if (keySet === undefined) {
    if (wanted) mistakes.push('private_key_jwt needs the public keys of the application (a JSON Web Key Set)')
    return []
  }
  if (!wanted) mistakes.push('public keys are for private_key_jwt only')
  const parsed = parse(keySet)
  const keys = typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : undefined
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isPublicKey)) {
    mistakes.push('the keys must be a JSON Web Key Set of public EC, OKP or RSA keys, without any private part')
    return []
  }
  return keys
}

const PUBLIC_TYPES = ['EC', 'OKP', 'RSA']

function isPublicKey(key: unknown): key is Readonly<Record<string, unknown>> {
  if (typeof key !== 'object' || key === null || !('kty' in key)) return false
  return PUBLIC_TYPES.includes(String(key.kty)) && !['d', 'p', 'q', 'k'].some((secret) => Object.hasOwn(key, secret))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readFrenchScale(
  { card, code, decision }: NonNullable<RegistrationRequest['french']>,
  one: <Value extends string>(what: string, value: string, known: readonly Value[]) => Value | undefined,
  mistakes: string[],
): FrenchScale | undefined {
  const cardAs = one('the French level of the card', card, ['eidas2', 'eidas3'])
  const codeAs = one('the French level of the code', code, ['eidas0-mfa', 'eidas1', 'eidas1-mfa'])
  if (decision.trim() === '') mistakes.push('the French scale needs the reference of the decision to use it')
  return cardAs && codeAs && { card: cardAs, code: codeAs, decision: decision.trim() }
}
