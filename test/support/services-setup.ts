import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import './services.ts'

const SERVERS = { '/postgres': startPostgres, '/redis': startRedis }

/**
 * Runs once around all test files: each of the real servers that they share is started when the first file asks for
 * it, and stopped when the run ends.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, ReturnType<(typeof SERVERS)[keyof typeof SERVERS]>>()
  let nextRedisDatabase = 0

  const urlOf = async (path: string | undefined) => {
    if (path !== '/postgres' && path !== '/redis') throw new Error(`no server ${path}`)
    const server = started.get(path) ?? SERVERS[path]()
    started.set(path, server)
    const { url } = await server
    // Redis has numbered databases: everyone who asks gets an empty one.
    return path === '/redis' ? `${url}/${nextRedisDatabase++}` : url
  }
  const host = createServer((request, response) => {
    urlOf(request.url).then(
      (url) => response.end(url),
      (error) => response.writeHead(500).end(String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  project.provide('servicesAt', `http://127.0.0.1:${(host.address() as AddressInfo).port}`)

  return async () => {
    host.close()
    host.closeAllConnections()
    const servers = await Promise.allSettled(started.values())
    await Promise.all(servers.map((server) => server.status === 'fulfilled' && server.value.stop()))
  }
}
