import { createClient, type RedisClientType } from 'redis'
import { Outage } from '../ports/outage.ts'
import { withinTime } from './time-limit.ts'

/** How long a new connection may take until it is tried again. */
const CONNECT_MILLISECONDS = 5_000
const ANSWER_MILLISECONDS = 500
const RETRY_MILLISECONDS = 200

export interface OpenRedis {
  /** Sends a command. Throws an Outage within half a second when Redis is gone or hung. */
  ask<Reply>(command: (client: RedisClientType) => Promise<Reply>): Promise<Reply>
  /** Throws when Redis does not answer. */
  ping(): Promise<void>
  /** Lets the commands under way end, then hangs up. */
  close(): Promise<void>
}

/**
 * Connects to Redis, for ever: a connection that breaks or stops answering is replaced, and commands work again as soon
 * as Redis does.
 * @param url `redis://user:password@host:port/number`, `rediss:` for TLS.
 * @throws Outage when there is no connection after `limitMilliseconds`.
 */
export async function connectRedis(url: string, limitMilliseconds = CONNECT_MILLISECONDS): Promise<OpenRedis> {
  let client = newClient(url)
  await firstConnection(client, limitMilliseconds)
  let closing = false

  const ask: OpenRedis['ask'] = async (command) => {
    const asked = client
    const replace = () => {
      if (closing || client !== asked) return
      client = newClient(url)
      client.connect().catch(() => {})
      asked.destroy()
    }
    try {
      return await withinTime(command(asked), ANSWER_MILLISECONDS, 'Redis', replace)
    } catch (cause) {
      throw asked.isReady || cause instanceof Outage ? cause : new Outage('Redis cannot be reached', { cause })
    }
  }
  return {
    ask,
    ping: async () => {
      await ask((redis) => redis.ping())
    },
    async close() {
      closing = true
      await withinTime(client.close(), ANSWER_MILLISECONDS, 'Redis').catch(() => client.destroy())
    },
  }
}

function newClient(url: string): RedisClientType {
  const client: RedisClientType = createClient({
    url,
    name: 'parvis',
    // Refuse at once what cannot be sent, instead of keeping it for later.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // Commands have one limit, above; the client's own would cost a signal each.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    // An idle connection is heard every other second or replaced.
    pingInterval: 2_000,
    socket: {
      connectTimeout: CONNECT_MILLISECONDS,
      socketTimeout: CONNECT_MILLISECONDS,
      reconnectStrategy: RETRY_MILLISECONDS,
    },
  })
  // Each failed attempt is told here; whoever asks meanwhile hears of it.
  client.on('error', () => {})
  return client
}

async function firstConnection(client: RedisClientType, limitMilliseconds: number): Promise<void> {
  let last: unknown
  client.on('error', (error) => {
    last = error
  })
  try {
    await withinTime(client.connect(), limitMilliseconds, 'Redis')
  } catch (cause) {
    client.destroy()
    throw new Outage('Redis cannot be reached', { cause: last ?? cause })
  }
}
