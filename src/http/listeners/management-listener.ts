/** For the operator's own probes, on loopback: `/healthz` it runs, `/readyz` it can serve, `/metrics`. */
import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'

export interface Dependency {
  readonly name: string
  /** Throws when the dependency does not answer. */
  ping(): Promise<void>
}

export function createManagementListener(dependencies: readonly Dependency[], metrics: Registry): Server {
  return createServer(async (request, response) => {
    const path = request.url?.split('?')[0]
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end()
    if (path === '/healthz') return response.writeHead(200, TEXT).end('ok\n')
    if (path === '/readyz') {
      const states = await Promise.all(dependencies.map(stateOf))
      const ready = states.every((state) => state.ready)
      return response
        .writeHead(ready ? 200 : 503, { 'Content-Type': 'application/json' })
        .end(`${JSON.stringify({ ready, dependencies: Object.fromEntries(states.map((s) => [s.name, s.ready])) })}\n`)
    }
    if (path === '/metrics') {
      return response.writeHead(200, { 'Content-Type': metrics.contentType }).end(await metrics.metrics())
    }
    return response.writeHead(404, TEXT).end('not found\n')
  })
}

const TEXT = { 'Content-Type': 'text/plain; charset=utf-8' }

const stateOf = async ({ name, ping }: Dependency) => ({
  name,
  ready: await ping().then(
    () => true,
    () => false,
  ),
})
