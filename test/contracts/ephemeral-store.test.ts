import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { onEachSharedEngine } from './shared-engines.ts'

onEachSharedEngine('the ephemeral store', 60, ({ clock, one, other }) => {
  const newKey = () => `test:${randomUUID()}`
  const fifty = <Result>(call: (store: ReturnType<typeof one>['ephemeral']) => Promise<Result>) =>
    Promise.all(Array.from({ length: 50 }, (_, index) => call((index % 2 === 0 ? one() : other()).ephemeral)))

  describe('values', () => {
    it('gives every process the value that was put last', async () => {
      const key = newKey()
      await one().ephemeral.put(key, 'first', 60)
      await other().ephemeral.put(key, 'second: with a colon, é and ""', 60)
      expect(await one().ephemeral.get(key)).toBe('second: with a colon, é and ""')
      expect(await other().ephemeral.get(key)).toBe('second: with a colon, é and ""')
    })

    it('keeps the empty text apart from nothing', async () => {
      const key = newKey()
      expect(await one().ephemeral.get(key)).toBeUndefined()
      await one().ephemeral.put(key, '', 60)
      expect(await one().ephemeral.take(key)).toBe('')
      expect(await one().ephemeral.take(key)).toBeUndefined()
    })

    it.each(['get', 'take'] as const)('is alive 1 ms before its deadline and dead at it, for %s', async (operation) => {
      const [before, at] = [newKey(), newKey()]
      await one().ephemeral.put(before, 'alive', 60)
      await one().ephemeral.put(at, 'alive', 60)
      clock.advance(60_000 - 1)
      expect(await other().ephemeral[operation](before)).toBe('alive')
      clock.advance(1)
      expect(await other().ephemeral[operation](at)).toBeUndefined()
    })

    it('counts the lifetime anew from each put', async () => {
      const key = newKey()
      await one().ephemeral.put(key, 'old', 60)
      clock.advance(59_000)
      await one().ephemeral.put(key, 'new', 60)
      clock.advance(59_000)
      expect(await one().ephemeral.get(key)).toBe('new')
    })

    it('is taken by exactly one of fifty parallel callers', async () => {
      const key = newKey()
      await one().ephemeral.put(key, 'ticket', 60)
      const taken = await fifty((store) => store.take(key))
      expect(taken.filter((value) => value === 'ticket')).toHaveLength(1)
      expect(taken.filter((value) => value === undefined)).toHaveLength(49)
    })

    it('is forgotten when removed', async () => {
      const key = newKey()
      await one().ephemeral.put(key, 'value', 60)
      await other().ephemeral.remove(key)
      expect(await one().ephemeral.get(key)).toBeUndefined()
    })
  })

  describe('counters', () => {
    it('gives fifty parallel callers fifty different counts and one end of the window', async () => {
      const key = newKey()
      const closesAt = clock.now() + 10_000
      const counted = await fifty((store) => store.count(key, 10))
      expect(counted.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(counted.map((_, index) => index + 1))
      expect(new Set(counted.map((call) => call.closesAt))).toEqual(new Set([closesAt]))
    })

    it('keeps the window that the first call opened, to its last millisecond', async () => {
      const key = newKey()
      const { closesAt } = await one().ephemeral.count(key, 10)
      clock.set(closesAt - 1)
      expect(await other().ephemeral.count(key, 10)).toEqual({ count: 2, closesAt })
      clock.set(closesAt)
      expect(await other().ephemeral.count(key, 10)).toEqual({ count: 1, closesAt: closesAt + 10_000 })
    })

    it('starts again when removed', async () => {
      const key = newKey()
      await one().ephemeral.count(key, 10)
      await one().ephemeral.remove(key)
      expect((await other().ephemeral.count(key, 10)).count).toBe(1)
    })
  })

  it('answers a ping', async () => {
    await expect(one().ephemeral.ping()).resolves.toBeUndefined()
  })
})
