import { Outage } from '../ports/outage.ts'

/** Lets one in at a time, in order of arrival. Whoever got in must leave, once. */
export interface Turnstile {
  /** @throws when it was not one's turn within the limit. */
  enter(): Promise<void>
  leave(): void
}

export function createTurnstile(limitMilliseconds: number): Turnstile {
  const waiting: (() => void)[] = []
  let taken = false

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(new Outage(`the one connection was not free within ${limitMilliseconds} ms: is a transaction stuck?`))
      }, limitMilliseconds)
      const enter = () => {
        clearTimeout(giveUp)
        resolve()
      }
      waiting.push(enter)
    })

  return {
    async enter() {
      if (taken) await turn()
      taken = true
    },
    leave() {
      const next = waiting.shift()
      if (next === undefined) taken = false
      else next()
    },
  }
}
