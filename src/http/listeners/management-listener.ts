/** For the operator's own probes, on loopback: `/healthz` it runs, `/readyz` it can serve, `/metrics`. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Registry } from 'prom-client'

export interface Dependency {
  readonly name: string
  /** Throws when the dependency does not answer. */
  ping(): Promise<void>
}

export function createManagementListener(dependencies: readonly Dependency[], metrics: Registry): Server {
  return createServer((request, response) => {
    answer(request, dependencies, metrics).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.writeHead(500).end(),
    )
  })
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

async function answer(
  { method, url }: IncomingMessage,
  dependencies: readonly Dependency[],
  metrics: Registry,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 }
  switch (url?.split('?')[0]) {
    case '/healthz':
      return { status: 200, headers: TEXT, body: 'ok\n' }
    case '/readyz': {
      const states = await Promise.all(dependencies.map(stateOf))
      const ready = states.every((state) => state.ready)
      const named = Object.fromEntries(states.map((state) => [state.name, state.ready]))
      return {
        status: ready ? 200 : 503,
        headers: JSON_TYPE,
        body: `${JSON.stringify({ ready, dependencies: named })}\n`,
      }
    }
    case '/metrics':
      return { status: 200, headers: { 'Content-Type': metrics.contentType }, body: await metrics.metrics() }
    default:
      return { status: 404, headers: TEXT, body: 'not found\n' }
  }
}

const TEXT = { 'Content-Type': 'text/plain; charset=utf-8' }
const JSON_TYPE = { 'Content-Type': 'application/json' }

const stateOf = async ({ name, ping }: Dependency) => ({
  name,
  ready: await ping().then(
    () => true,
    () => false,
  ),
})
