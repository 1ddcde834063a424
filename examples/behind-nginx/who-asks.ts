/** Who asks, as the proxy in front was told by Parvis: a signed assertion, made for this application and this request. */
import type { IncomingMessage } from 'node:http'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'

/**
 * @param parvis origin of the portal.
 * @param origin of this application, as browsers see it.
 * @returns throws for a request that did not come through the proxy, or carries anything else than a valid assertion.
 */
export function createWhoAsks(parvis: string, origin: string): (request: IncomingMessage) => Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${parvis}/oidc/jwks`))
  return async ({ headers, method }) => {
    const { payload } = await jwtVerify(String(headers['parvisassertion'] ?? ''), keys, {
      issuer: `${parvis}/oidc`,
      audience: origin,
      typ: 'parvis-assertion+jwt',
      algorithms: ['ES256'],
    })
    if (payload['htm'] !== method) throw new Error('the assertion was made for another method')
    return payload
  }
}
