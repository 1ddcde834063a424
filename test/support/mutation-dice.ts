/** Choices that a seed repeats exactly. */
export interface Dice {
  /** From 0 to `sides` - 1. */
  roll(sides: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Each with the same chance; in their order. */
  some<Item>(items: readonly Item[], probability: number): Item[]
  shuffled<Item>(items: readonly Item[]): Item[]
  bytes(length: number): Buffer
}

/** mulberry32: small, and even enough for choosing what to break. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const roll = (sides: number): number => Math.floor(next() * sides)
  return {
    roll,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[roll(items.length)]
      if (item === undefined && items.length === 0) throw new Error('nothing to pick from')
      return item as (typeof items)[number]
    },
    some: (items, probability) => items.filter(() => next() < probability),
    shuffled: (items) => {
      const keyed = items.map((item) => [next(), item] as const)
      return keyed.sort(([a], [b]) => a - b).map(([, item]) => item)
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => roll(256))),
  }
}
