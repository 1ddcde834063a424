import type { Clock } from '../ports/clock.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { OpenRedis } from './redis.ts'

const PREFIX = 'parvis:ephemeral:'
/** Redis forgets a little after the deadline, which the injected clock judges. */
const KEPT_AFTERWARDS_SECONDS = 60

/** KEYS: counter. ARGV: now, end of a window opened now, seconds to keep it. */
const COUNT = `
local closes = redis.call('HGET', KEYS[1], 'closes')
if closes and tonumber(closes) > tonumber(ARGV[1]) then
  return { redis.call('HINCRBY', KEYS[1], 'count', 1), closes }
end
redis.call('HSET', KEYS[1], 'count', 1, 'closes', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return { 1, ARGV[2] }`

/** Short-lived things in Redis: each operation is one command or one script, so each is atomic. */
export function createRedisEphemeralStore(redis: OpenRedis, clock: Clock): EphemeralStore {
  const after = (seconds: number) => clock.now() + seconds * 1000
  const kept = (seconds: number) => Math.ceil(seconds) + KEPT_AFTERWARDS_SECONDS

  /** Values are kept as `deadline:value`. */
  const alive = (stored: string | null) => {
    if (stored === null) return undefined
    const end = stored.indexOf(':')
    return Number(stored.slice(0, end)) > clock.now() ? stored.slice(end + 1) : undefined
  }

  return {
    async put(key, value, lifetimeSeconds) {
      const stored = `${after(lifetimeSeconds)}:${value}`
      const expiration = { type: 'EX', value: kept(lifetimeSeconds) } as const
      await redis.ask((client) => client.set(PREFIX + key, stored, { expiration }))
    },

    get: async (key) => alive(await redis.ask((client) => client.get(PREFIX + key))),

    take: async (key) => alive(await redis.ask((client) => client.getDel(PREFIX + key))),

    async count(key, windowSeconds) {
      const arguments_ = [clock.now(), after(windowSeconds), kept(windowSeconds)].map(String)
      const reply = await redis.ask((client) => client.eval(COUNT, { keys: [PREFIX + key], arguments: arguments_ }))
      const [count, closesAt] = reply as unknown as [number, string]
      return { count, closesAt: Number(closesAt) }
    },

    async remove(key) {
      await redis.ask((client) => client.del(PREFIX + key))
    },

    ping: () => redis.ping(),
  }
}
