/** An application that knows nothing of Parvis and keeps what reaches it. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Reached {
  readonly method: string
  readonly url: string
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly body: string
}

export interface PlainApplication {
  readonly url: string
  /** Oldest first. */
  readonly reached: Reached[]
  stop(): Promise<void>
}

export async function startPlainApplication(): Promise<PlainApplication> {
  const reached: Reached[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', rawHeaders } = request
    reached.push({ method, url, rawHeaders, body: Buffer.concat(chunks).toString() })
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<title>Dossiers</title>${url}`)
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Every value that came under a name, whatever its letters; hyphen, low line and full stop are one. */
export const valuesOf = (rawHeaders: readonly string[], name: string): string[] =>
  rawHeaders.filter(
    (_, index) =>
      index % 2 === 1 && (rawHeaders[index - 1] ?? '').toLowerCase().replace(/[_.]/g, '-') === name.toLowerCase(),
  )
