import type { Store } from 'express-session'
import { afterAll, beforeAll } from 'vitest'
import { connectRedis } from '../../src/adapters/redis.ts'
import { createRedisEphemeralStore } from '../../src/adapters/redis-ephemeral-store.ts'
import { createRedisSessionStore } from '../../src/adapters/redis-session-store.ts'
import { createSqlEphemeralStore } from '../../src/adapters/sql-ephemeral-store.ts'
import { createSqlSessionStore } from '../../src/adapters/sql-session-store.ts'
import type { EphemeralStore } from '../../src/ports/ephemeral-store.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'
import { needs } from '../support/needs.ts'
import { sharedRedis } from '../support/services.ts'
import { databaseEngines } from '../support/test-database.ts'

/** What processes share, as one of them sees it: two have connections of their own. */
export interface SharedEngine {
  readonly ephemeral: EphemeralStore
  readonly sessions: Store
  /** All keys and values of sessions that lie in the engine, as text. */
  sessionsAtRest(): Promise<string>
  close(): Promise<unknown>
}

export interface TwoProcesses {
  readonly clock: ManualClock
  one(): SharedEngine
  other(): SharedEngine
}

type Open = () => Promise<SharedEngine>

/** Describes a suite once per engine that holds short-lived things and browser sessions. */
export function onEachSharedEngine(title: string, idleSeconds: number, suite: (processes: TwoProcesses) => void): void {
  const clock = createManualClock()
  for (const engine of databaseEngines) {
    needs(...engine.needs)(`${title} on ${engine.name}`, () => {
      suite(
        twoProcesses(clock, async () => {
          const place = await engine.create()
          const first = place.open()
          await migrate(first.database)
          await first.close()
          return async () => {
            const { database, close } = place.open()
            return {
              ephemeral: createSqlEphemeralStore(database, clock),
              sessions: createSqlSessionStore(database, clock, idleSeconds),
              sessionsAtRest: async () =>
                JSON.stringify(await database.selectFrom('http_session').selectAll().execute()),
              close: async () => {
                await close()
                place.remove()
              },
            }
          }
        }),
      )
    })
  }
  needs('redis')(`${title} on Redis`, () => {
    suite(
      twoProcesses(clock, async () => {
        const url = await sharedRedis()
        return async () => {
          const redis = await connectRedis(url)
          return {
            ephemeral: createRedisEphemeralStore(redis, clock),
            sessions: createRedisSessionStore(redis, clock, idleSeconds),
            sessionsAtRest: () =>
              redis.ask(async (client) => {
                const keys = (await client.keys('parvis:session:*')).toSorted()
                return JSON.stringify([keys, await Promise.all(keys.map((key) => client.hGetAll(key)))])
              }),
            close: redis.close,
          }
        }
      }),
    )
  })
}

function twoProcesses(clock: ManualClock, prepare: () => Promise<Open>): TwoProcesses {
  let opened: SharedEngine[] = []
  beforeAll(async () => {
    const open = await prepare()
    opened = [await open(), await open()]
  })
  afterAll(() => Promise.all(opened.map((engine) => engine.close())))
  const at = (index: number) => {
    const engine = opened[index]
    if (engine === undefined) throw new Error('ask inside a test')
    return engine
  }
  return { clock, one: () => at(0), other: () => at(1) }
}
