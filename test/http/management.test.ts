import { Registry } from 'prom-client'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { createManagementListener } from '../../src/http/listeners/management-listener.ts'

const well = { name: 'database', ping: async () => {} }
const ill = {
  name: 'redis',
  ping: async () => {
    throw new Error('gone')
  },
}
const listener = (...dependencies: { name: string; ping(): Promise<void> }[]) =>
  request(createManagementListener(dependencies, new Registry()))

describe('the management listener', () => {
  it('says that the process runs, whatever it depends on', async () => {
    await listener(ill).get('/healthz').expect(200, 'ok\n')
  })

  it('is ready when everything answers', async () => {
    await listener(well)
      .get('/readyz')
      .expect(200, { ready: true, dependencies: { database: true } })
  })

  it('is not ready when one dependency does not, and names it', async () => {
    const expected = { ready: false, dependencies: { database: true, redis: false } }
    await listener(well, ill).get('/readyz').expect(503, expected)
  })

  it('gives metrics', async () => {
    const { headers } = await listener().get('/metrics').expect(200)
    expect(headers['content-type']).toContain('text/plain')
  })

  it.each([
    ['POST', '/readyz', 405],
    ['GET', '/', 404],
    ['GET', '/admin', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    const agent = listener()
    await (method === 'POST' ? agent.post(path) : agent.get(path)).expect(status)
  })
})
