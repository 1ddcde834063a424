import { expect, it } from 'vitest'
import { createTurnstile } from '../../src/adapters/turnstile.ts'
import { Outage } from '../../src/ports/outage.ts'

it('lets one in at a time, in order of arrival', async () => {
  const turnstile = createTurnstile(60_000)
  const events: string[] = []
  const visit = async (name: string) => {
    await turnstile.enter()
    events.push(`${name} in`)
    await Promise.resolve()
    events.push(`${name} out`)
    turnstile.leave()
  }
  await Promise.all(['a', 'b', 'c'].map(visit))
  expect(events).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
})

it('refuses whoever waited too long, and lets the next in all the same', async () => {
  const turnstile = createTurnstile(5)
  await turnstile.enter()
  await expect(turnstile.enter()).rejects.toThrow(Outage)
  const next = turnstile.enter()
  turnstile.leave()
  await next
})
