import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { lookupLocalhost } from '../../../support/browser-client.ts'

type Fetch = (url: string, options: FetchOptions) => Promise<Response>

interface FetchOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | null | undefined
}

/** `fetch` over real TLS to the service under test, whose authority this process does not know otherwise. */
export const httpsFetch =
  (authority: Buffer): Fetch =>
  (url, { method = 'GET', headers = {}, body }) =>
    new Promise((resolve, reject) => {
      // The name of the certificate stays the same whatever a test writes in Host.
      const servername = new URL(url).hostname
      const sent = request(url, { method, headers, ca: authority, lookup: lookupLocalhost, servername, agent: false })
      sent.once('error', reject)
      sent.once('response', (answer) => void responseOf(answer).then(resolve, reject))
      sent.end(body === undefined || body === null ? undefined : body.toString())
    })

async function responseOf(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, String(each))
  }
  const status = answer.statusCode ?? 0
  return new Response([204, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers })
}
