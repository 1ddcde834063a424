import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connectRedis, type OpenRedis } from '../../src/adapters/redis.ts'
import { createRedisSessionStore } from '../../src/adapters/redis-session-store.ts'
import { Outage } from '../../src/ports/outage.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { needs } from '../support/needs.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { freePort } from '../support/server-process.ts'
import { statusOfSessionPage } from './session-page.ts'

/** Half a second to give up, and what a busy machine adds. */
const GIVES_UP_WITHIN = 1_500
const RECOVERS_WITHIN = 1_500

needs('redis')('Redis that fails', () => {
  let server: RedisServer
  let redis: OpenRedis
  beforeAll(async () => {
    server = await startRedis()
    redis = await connectRedis(server.url)
  })
  afterAll(async () => {
    await redis.close()
    await server.stop()
  })
  const recovers = () => vi.waitFor(() => redis.ping(), { timeout: RECOVERS_WITHIN, interval: 10 })

  it('is refused at start when nothing listens, or when it accepts and says nothing', async () => {
    await expect(connectRedis(`redis://127.0.0.1:${await freePort()}`, 300)).rejects.toThrow(Outage)
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const address = mute.address()
    const port = typeof address === 'object' && address?.port
    await expect(connectRedis(`redis://127.0.0.1:${port}`, 300)).rejects.toThrow(Outage)
    mute.close()
  })

  it('gives an outage within half a second while it hangs, at once afterwards, and works again when it does', async () => {
    server.suspend()
    const before = performance.now()
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => redis.ping()))
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
    const afterwards = performance.now()
    await expect(redis.ping()).rejects.toThrow(Outage)
    expect(performance.now() - afterwards).toBeLessThan(300)
    server.resume()
    await recovers()
  })

  it('makes a page that needs the session answer 503 within half a second, and 200 again', async () => {
    const store = createRedisSessionStore(redis, createManualClock(), 60)
    expect(await statusOfSessionPage(store)).toBe(200)
    server.suspend()
    const before = performance.now()
    expect(await statusOfSessionPage(store)).toBe(503)
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    server.resume()
    await recovers()
    expect(await statusOfSessionPage(store)).toBe(200)
  })

  it('is found again when it was killed and comes back', async () => {
    await server.stop('SIGKILL')
    await expect(redis.ping()).rejects.toThrow(Outage)
    server = await startRedis(server.port)
    await recovers()
  })

  it('is asked on a new connection when the old one leads nowhere', async () => {
    const proxy = await startProxy(server.port)
    const through = await connectRedis(`redis://127.0.0.1:${proxy.port}`)
    await through.ping()
    proxy.blackHole()
    await expect(through.ping()).rejects.toThrow(Outage)
    await vi.waitFor(() => through.ping(), { timeout: RECOVERS_WITHIN, interval: 10 })
    await through.close()
    proxy.close()
  })

  it('is not blamed for a command that is wrong', async () => {
    await redis.ask((client) => client.set('text', 'a'))
    const wrong = redis.ask((client) => client.hGet('text', 'field'))
    await expect(wrong).rejects.toThrow('WRONGTYPE')
    await expect(wrong).rejects.not.toThrow(Outage)
  })

  it('is left for good, within half a second, although a command hangs', async () => {
    const leaving = await connectRedis(server.url)
    server.suspend()
    const before = performance.now()
    const asked = expect(leaving.ping()).rejects.toThrow(Outage)
    await leaving.close()
    await asked
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    server.resume()
    await recovers()
    await expect.poll(() => redis.ask((client) => client.clientList())).toHaveLength(1)
  })
})

/** Passes bytes on to a port, until `blackHole` makes it drop what comes on the connections of now. */
async function startProxy(port: number) {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    near.pipe(far)
    far.pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    blackHole() {
      for (const socket of sockets) socket.unpipe().resume()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
