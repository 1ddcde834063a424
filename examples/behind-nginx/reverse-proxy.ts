/** What nginx does with the configuration of `parvis client proxy-config`, for machines without nginx. */
import { request as askPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as askTls, createServer, type Server } from 'node:https'

export interface ProxyOptions {
  /** PEM, of the application's host. */
  readonly key: string
  readonly certificate: string
  /** Host of the application, as browsers write it. */
  readonly host: string
  /** Where the application itself listens. */
  readonly upstream: string
  /** Origin of Parvis. */
  readonly parvis: string
  /** What this proxy proves itself with. */
  readonly secret: string
}

/** What Parvis reads of the browser's request; everything else stays here. */
const ASKED = ['cookie', 'accept', 'origin', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-fetch-site']

export function createReverseProxy(options: ProxyOptions): Server {
  const { key, certificate, host, upstream, parvis, secret } = options

  const toParvis = (incoming: IncomingMessage): Record<string, string> => ({
    ...Object.fromEntries(
      ASKED.map((name) => [name, String(incoming.headers[name] ?? '')]).filter(([, value]) => value),
    ),
    // Written here and never taken from the request.
    'x-original-host': host,
    parvissecret: secret,
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { url = '/', method = 'GET' } = incoming
    if (incoming.headers.host !== host) return void outgoing.writeHead(421).end()
    if (url.startsWith('/.parvis/')) {
      return relay(outgoing, await sent(askTls(parvis + url, { method, headers: toParvis(incoming) })))
    }
    const question = { ...toParvis(incoming), 'x-original-method': method, 'x-original-uri': url }
    const verdict = await sent(askTls(`${parvis}/auth/verify`, { headers: question }))
    const assertion = verdict.headers['parvisassertion']
    if (verdict.statusCode !== 200 || typeof assertion !== 'string') return relay(outgoing, verdict)
    verdict.resume()

    const headers = Object.entries(incoming.headers).filter(([name]) => !/^(parvis|connection$)/.test(name))
    const passedOn = askPlain(upstream + url, {
      method,
      headers: { ...Object.fromEntries(headers), parvisassertion: assertion },
    })
    return relay(outgoing, await sent(passedOn, incoming))
  }

  return createServer({ key, cert: certificate }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(503)
      outgoing.end()
    })
  })
}

function sent(request: ReturnType<typeof askPlain>, body?: IncomingMessage): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
    if (body === undefined) request.end()
    else body.pipe(request)
  })
}

function relay(outgoing: ServerResponse, answer: IncomingMessage): void {
  const { connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...headers } = answer.headers
  outgoing.writeHead(answer.statusCode ?? 502, headers)
  answer.pipe(outgoing)
}
