/** Requests as an attacker writes them, without any library in between. */
import { readFileSync } from 'node:fs'
import type { PortalUnderTest } from '../../../support/portal-under-test.ts'
import type { Begun, TestApplication } from './application.ts'
import { httpsFetch } from './https-fetch.ts'

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export interface RawClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<RawAnswer>
  post(
    path: string,
    fields: Readonly<Record<string, string>> | string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<RawAnswer>
  /** At the token endpoint, as this application with this secret. */
  token(
    application: Pick<TestApplication, 'id' | 'secret'>,
    fields: Readonly<Record<string, string>>,
  ): Promise<RawAnswer>
}

export const basic = ({ id, secret }: Pick<TestApplication, 'id' | 'secret'>) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

export function rawClient(portal: PortalUnderTest): RawClient {
  const ask = httpsFetch(readFileSync(portal.pki.caPath))
  const read = async (answer: Response): Promise<RawAnswer> => {
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : { text } }
  }
  const post: RawClient['post'] = async (path, fields, headers = {}) =>
    read(
      await ask(`${portal.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      }),
    )
  return {
    get: async (path, headers = {}) => read(await ask(`${portal.origin}${path}`, { headers })),
    post,
    token: (application, fields) => post('/oidc/token', fields, basic(application)),
  }
}

/** What an application posts to redeem a code. */
export const redemption = (application: TestApplication, begun: Begun, callback: string) => ({
  grant_type: 'authorization_code',
  code: new URL(callback).searchParams.get('code') ?? '',
  redirect_uri: application.redirectUri,
  code_verifier: begun.verifier,
})
