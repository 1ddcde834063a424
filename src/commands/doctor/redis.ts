import { connectRedis } from '../../adapters/redis.ts'
import { reason } from '../../settings/reason.ts'
import { compareClocks } from './clock.ts'
import { type Check, fine, problem, warning } from './finding.ts'

/** Redis, where it is used, answers, lives in the same time, and never forgets a session for lack of room. */
export const checkRedis: Check = async ({ ephemeral }, clock) => {
  if (ephemeral.url === 'database') return fine('kept in the database')
  try {
    const redis = await connectRedis(ephemeral.url)
    try {
      const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.ask((client) => client.info('memory')))?.[1]
      return policy === undefined || policy === 'noeviction'
        ? await compareClocks(
            'Redis',
            async () => Number((await redis.ask((client) => client.time()))[0]) * 1000,
            clock,
          )
        : warning(
            `Redis answers, but would drop sessions when full (maxmemory-policy ${policy})`,
            'set maxmemory-policy to noeviction',
          )
    } finally {
      await redis.close()
    }
  } catch (error) {
    return problem(
      `Redis does not answer (${reason(error)})`,
      'start it, and check PARVIS_EPHEMERAL_URL: host, port, password',
    )
  }
}
