/** The token that tells an application that a session is over (OpenID Connect Back-Channel Logout §2.4). */
import type { Random } from '../../ports/random.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { signJwt } from '../keys/sign-jwt.ts'
import type { Application } from './application.ts'
import type { Leaving } from './login.ts'
import { sidOf, subOf } from './subject.ts'

/** Long enough for clocks that differ, short enough to be of no use later. */
const LIFETIME_SECONDS = 120
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

export interface LogoutTokenParts {
  readonly issuer: string
  readonly ring: Pick<KeyRing, 'active'>
  readonly sealer: Sealer
  readonly random: Random
}

export function logoutToken(
  { issuer, ring, sealer, random }: LogoutTokenParts,
  { id, signingAlgorithm }: Pick<Application, 'id' | 'signingAlgorithm'>,
  { accountId, sessionHandle }: Pick<Leaving, 'accountId' | 'sessionHandle'>,
  at: number,
): string {
  const iat = Math.floor(at / 1000)
  return signJwt(ring.active(signingAlgorithm, at), 'logout+jwt', {
    iss: issuer,
    aud: id,
    iat,
    exp: iat + LIFETIME_SECONDS,
    jti: Buffer.from(random.bytes(16)).toString('base64url'),
    sub: subOf(sealer, accountId, id),
    sid: sidOf(sealer, sessionHandle, id),
    events: { [EVENT]: {} },
  })
}
