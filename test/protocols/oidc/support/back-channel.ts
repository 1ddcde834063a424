import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, customFetch, decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import type { PortalUnderTest } from '../../../support/portal-under-test.ts'
import { httpsFetch } from './https-fetch.ts'

/** The address of an application that is told when a session is over. */
export interface BackChannel {
  readonly uri: string
  /** How it answers from now on. */
  answerWith(status: number): void
  /** Every token received, oldest first. */
  readonly received: readonly string[]
  close(): Promise<void>
}

export async function openBackChannel(): Promise<BackChannel> {
  const received: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const token = new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token')
      if (request.method === 'POST' && token !== null) received.push(token)
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fin-de-session`,
    answerWith(next) {
      status = next
    },
    received,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What an application checks before it believes a logout token (OpenID Connect Back-Channel Logout §2.6). */
export async function verifyLogoutToken(portal: PortalUnderTest, token: string, audience: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${portal.origin}/oidc/jwks`), {
    [customFetch]: httpsFetch(readFileSync(portal.pki.caPath)) as never,
  })
  const { payload } = await jwtVerify(token, keys, {
    issuer: `${portal.origin}/oidc`,
    audience,
    typ: 'logout+jwt',
    currentDate: new Date(Number(decodeJwt(token).iat) * 1000),
  })
  return payload
}
