import { RedisStore } from 'connect-redis'
import type { Store } from 'express-session'
import type { Clock } from '../ports/clock.ts'
import type { OpenRedis } from './redis.ts'
import { PROLONG_EVERY_SECONDS, SessionStore } from './session-store.ts'

/**
 * A session is a hash: `data` (empty once destroyed, so that nothing is saved over it) and `deadline`, judged by the
 * injected clock; Redis's own expiry is housekeeping. ARGV: now, new deadline, seconds to keep, data.
 */
const SET = `
if redis.call('HGET', KEYS[1], 'data') == '' then return end
redis.call('HSET', KEYS[1], 'data', ARGV[4], 'deadline', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])`

const TOUCH = `
local data, deadline = unpack(redis.call('HMGET', KEYS[1], 'data', 'deadline'))
if not data or data == '' or tonumber(deadline) <= tonumber(ARGV[1]) then return end
if tonumber(deadline) > tonumber(ARGV[2]) - ${PROLONG_EVERY_SECONDS * 1000} then return end
redis.call('HSET', KEYS[1], 'deadline', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])`

const DESTROY = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'data', '') end`

/**
 * Sessions in Redis, by connect-redis.
 * @param idleSeconds how long a session lives unused; up to a minute longer, since its deadline moves once a minute.
 */
export function createRedisSessionStore(redis: OpenRedis, clock: Clock, idleSeconds: number): Store {
  const client = sessionCommands(redis, clock)
  const lifetimeSeconds = idleSeconds + PROLONG_EVERY_SECONDS
  return new SessionStore(new RedisStore({ client, prefix: 'parvis:session:', ttl: () => lifetimeSeconds }))
}

/** The four commands that connect-redis uses, each one atomic step that respects what was destroyed. */
function sessionCommands(redis: OpenRedis, clock: Clock) {
  const run = (script: string, key: string, seconds: number, ...data: string[]) => {
    const arguments_ = [clock.now(), clock.now() + seconds * 1000, seconds].map(String).concat(data)
    return redis.ask((client) => client.eval(script, { keys: [key], arguments: arguments_ }))
  }
  return {
    async get(key: string) {
      const [data, deadline] = await redis.ask((client) => client.hmGet(key, ['data', 'deadline']))
      return data && Number(deadline) > clock.now() ? data : null
    },
    set: (key: string, data: string, { expiration }: { expiration: { value: number } }) =>
      run(SET, key, expiration.value, data),
    expire: (key: string, seconds: number) => run(TOUCH, key, seconds),
    del: ([key = '']: string[]) => run(DESTROY, key, 0),
  }
}
