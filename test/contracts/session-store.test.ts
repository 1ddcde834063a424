import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { Cookie, type SessionData, type Store } from 'express-session'
import { describe, expect, it } from 'vitest'
import { onEachSharedEngine, type SharedEngine } from './shared-engines.ts'

const IDLE_SECONDS = 30 * 60
const IDLE = IDLE_SECONDS * 1000
const MINUTE = 60_000

onEachSharedEngine('the session store', IDLE_SECONDS, ({ clock, one, other }) => {
  const newId = () => randomBytes(32).toString('base64url')
  const session = (step: string) => ({ cookie: new Cookie(), step }) as unknown as SessionData
  const stepOf = async (engine: SharedEngine, id: string) => {
    const found = await promised(engine.sessions).get(id)
    return found && 'step' in found ? found.step : undefined
  }

  it('gives every process what one saved', async () => {
    const id = newId()
    await promised(one().sessions).set(id, session('wall'))
    expect(await stepOf(other(), id)).toBe('wall')
    await promised(other().sessions).set(id, session('code'))
    expect(await stepOf(one(), id)).toBe('code')
  })

  it('knows nothing of an identifier that was never saved', async () => {
    expect(await promised(one().sessions).get(newId())).toBeFalsy()
  })

  it('has no cookie identifier at rest', async () => {
    const id = newId()
    await promised(one().sessions).set(id, session('at-rest'))
    const kept = await one().sessionsAtRest()
    expect(kept).toContain('at-rest')
    expect(kept).not.toContain(id)
  })

  describe('lifetime', () => {
    it('lasts for the idle time after the last use, and no more than a minute longer', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('idle'))
      clock.advance(IDLE)
      expect(await stepOf(other(), id)).toBe('idle')
      clock.advance(MINUTE - 1)
      expect(await stepOf(other(), id)).toBe('idle')
      clock.advance(1)
      expect(await stepOf(other(), id)).toBeUndefined()
    })

    it('lasts for the idle time after each touch, however many touches came before', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('touched'))
      for (let seconds = 0; seconds < 2 * IDLE_SECONDS; seconds += 59) {
        clock.advance(59_000)
        await promised(one().sessions).touch(id, session('touched'))
      }
      clock.advance(IDLE)
      expect(await stepOf(other(), id)).toBe('touched')
      clock.advance(MINUTE)
      expect(await stepOf(other(), id)).toBeUndefined()
    })

    it('writes nothing for a touch within the same minute, and never the data', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('saved'))
      const before = await one().sessionsAtRest()
      clock.advance(MINUTE - 1)
      await promised(one().sessions).touch(id, session('stale'))
      expect(await one().sessionsAtRest()).toBe(before)
      clock.advance(1)
      await promised(one().sessions).touch(id, session('stale'))
      expect(await one().sessionsAtRest()).not.toBe(before)
      expect(await stepOf(one(), id)).toBe('saved')
    })

    it('is not brought back by a touch once it has run out', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('late'))
      clock.advance(IDLE + MINUTE)
      await promised(one().sessions).touch(id, session('late'))
      expect(await stepOf(one(), id)).toBeUndefined()
    })
  })

  describe('a destroyed session', () => {
    it('stays destroyed when a slower request saves or touches it', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('logged in'))
      await promised(one().sessions).destroy(id)
      await promised(other().sessions).set(id, session('logged in'))
      await promised(other().sessions).touch(id, session('logged in'))
      expect(await stepOf(one(), id)).toBeUndefined()
      expect(await one().sessionsAtRest()).not.toContain('logged in')
    })

    it('stays destroyed among fifty parallel saves', async () => {
      const id = newId()
      await promised(one().sessions).set(id, session('raced'))
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const store = promised((index % 2 === 0 ? one() : other()).sessions)
          return index === 25 ? store.destroy(id) : store.set(id, session('raced'))
        }),
      )
      expect(await stepOf(one(), id)).toBeUndefined()
    })
  })
})

function promised(store: Store) {
  return {
    get: promisify(store.get.bind(store)),
    set: promisify(store.set.bind(store)),
    touch: promisify((id: string, data: SessionData, callback: (error?: unknown) => void) =>
      store.touch?.(id, data, callback),
    ),
    destroy: promisify(store.destroy.bind(store)),
  }
}
