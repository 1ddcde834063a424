import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CaughtMails } from './caught-mails.ts'
import { type Listener, listenOnLoopback } from './loopback.ts'
import { listPage, mailPage, problemPage } from './pages.tsx'

interface Answer {
  readonly status: number
  readonly body: string
  readonly contentType?: 'application/json' | 'text/html; charset=utf-8'
  readonly allow?: string
}

/** The mailbox as pages for people and as JSON for scripts. */
export function showMails(port: number, mails: CaughtMails): Promise<Listener> {
  return listenOnLoopback('mailbox, HTTP', port, (onPort, host) => {
    const server = createServer((request, response) => write(response, answer(request, mails)))
    return new Promise<Listener>((resolve, reject) => {
      server.on('error', reject)
      server.listen(onPort, host, () =>
        resolve({
          port: (server.address() as AddressInfo).port,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              server.closeAllConnections()
            }),
        }),
      )
    })
  })
}

/** A page of another site whose name was made to point here (DNS rebinding) still sends its own name. */
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

function answer(request: IncomingMessage, mails: CaughtMails): Answer {
  const { method = 'GET', headers } = request
  if (!ownHost.test(headers.host ?? ''))
    return page(421, problemPage('Cette boîte ne répond que sous le nom localhost.'))
  const url = URL.parse(request.url ?? '/', 'http://localhost')
  const reading = method === 'GET' || method === 'HEAD'
  const [, folder, id, ...deeper] = url?.pathname.split('/') ?? []

  if (folder === 'messages' && id === undefined) {
    const to = url?.searchParams.get('to') ?? undefined
    if (reading) return { status: 200, body: JSON.stringify(mails.list(to)), contentType: 'application/json' }
    if (method !== 'DELETE') return notAllowed('GET, HEAD, DELETE')
    mails.clear()
    return { status: 204, body: '' }
  }
  if (!reading) return notAllowed('GET, HEAD')
  if (folder === '' && id === undefined) return page(200, listPage(mails.list()))
  const mail = folder === 'emails' && deeper.length === 0 ? mails.find(id ?? '') : undefined
  return mail === undefined
    ? page(404, problemPage("Cet email n'est pas, ou plus, dans la boîte."))
    : page(200, mailPage(mail))
}

const page = (status: number, body: string): Answer => ({ status, body, contentType: 'text/html; charset=utf-8' })
const notAllowed = (allow: string): Answer => ({ ...page(405, problemPage('Cette action est inconnue ici.')), allow })

function write(response: ServerResponse, { status, body, contentType, allow }: Answer): void {
  response.writeHead(status, {
    ...(contentType && { 'content-type': contentType }),
    ...(allow && { allow }),
    'cache-control': 'no-store',
    // Also rules the mail shown in its frame: no script, nothing fetched.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}
