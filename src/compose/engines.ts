/** Opens the engines that the settings name: SQLite or PostgreSQL; and for short-lived things Redis, or that database. */
import type { Store as BrowserSessions } from 'express-session'
import type { OpenDatabase } from '../adapters/open-database.ts'
import { createSqlEphemeralStore } from '../adapters/sql-ephemeral-store.ts'
import { createSqlSessionStore } from '../adapters/sql-session-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { Settings } from '../settings/schema.ts'
import { migrate } from '../storage/migrate.ts'
import { openConfiguredDatabase } from './configured-database.ts'

export interface Engines {
  readonly database: OpenDatabase['database']
  readonly ephemeral: EphemeralStore
  readonly browserSessions: BrowserSessions
  readonly dependencies: readonly { readonly name: string; ping(): Promise<void> }[]
  close(): Promise<void>
}

/** A browser that has begun something is remembered this long unused: longer than any session may be idle. */
const BROWSER_IDLE_SECONDS = 2 * 3600

export async function openEngines(settings: Settings, clock: Clock): Promise<Engines> {
  const open = await openConfiguredDatabase(settings)
  try {
    await migrate(open.database, clock.now())
    const { ephemeral, browserSessions, dependencies, close } = await openEphemeral(settings, open, clock)
    return {
      database: open.database,
      ephemeral,
      browserSessions,
      dependencies: [{ name: 'database', ping: open.ping }, ...dependencies],
      async close() {
        await close()
        await open.close()
      },
    }
  } catch (cause) {
    await open.close()
    throw cause
  }
}

type EphemeralEngines = Omit<Engines, 'database'>

async function openEphemeral(settings: Settings, { database }: OpenDatabase, clock: Clock): Promise<EphemeralEngines> {
  const { url } = settings.ephemeral
  if (url === 'database') {
    return {
      ephemeral: createSqlEphemeralStore(database, clock),
      browserSessions: createSqlSessionStore(database, clock, BROWSER_IDLE_SECONDS),
      dependencies: [],
      close: async () => {},
    }
  }
  const { connectRedis } = await import('../adapters/redis.ts')
  const { createRedisEphemeralStore } = await import('../adapters/redis-ephemeral-store.ts')
  const { createRedisSessionStore } = await import('../adapters/redis-session-store.ts')
  const redis = await connectRedis(url)
  return {
    ephemeral: createRedisEphemeralStore(redis, clock),
    browserSessions: createRedisSessionStore(redis, clock, BROWSER_IDLE_SECONDS),
    dependencies: [{ name: 'redis', ping: () => redis.ping() }],
    close: () => redis.close(),
  }
}
