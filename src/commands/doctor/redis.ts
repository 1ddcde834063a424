import { createClient } from 'redis'
import { reason } from '../../settings/reason.ts'
import { compareClocks } from './clock.ts'
import { type Check, fine, problem, warning } from './finding.ts'

const ANSWER_MILLISECONDS = 3_000

/** Redis, where it is used, answers, lives in the same time, and never forgets a session for lack of room. */
export const checkRedis: Check = async ({ ephemeral }, clock) => {
  if (ephemeral.url === 'database') return fine('kept in the database')
  const client = createClient({
    url: ephemeral.url,
    disableOfflineQueue: true,
    socket: { connectTimeout: ANSWER_MILLISECONDS, socketTimeout: ANSWER_MILLISECONDS, reconnectStrategy: false },
  })
  // Every error also rejects the call under way, which is where it is read.
  client.on('error', () => {})
  try {
    await client.connect()
    const policy = /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1]
    if (policy !== undefined && policy !== 'noeviction') {
      return warning(
        `Redis answers, but would drop sessions when full (maxmemory-policy ${policy})`,
        'set maxmemory-policy to noeviction',
      )
    }
    return await compareClocks('Redis', async () => Number((await client.time())[0]) * 1000, clock)
  } catch (error) {
    return problem(
      `Redis does not answer (${reason(error)})`,
      'start it, and check PARVIS_EPHEMERAL_URL: host, port, password',
    )
  } finally {
    if (client.isOpen) client.destroy()
  }
}
