import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROFILES } from '../../src/people/profile.ts'
import {
  isWallOption,
  PROFILES_OF_OPTION,
  profileFor,
  recallChoice,
  rememberChoice,
  WALL_OPTIONS,
} from '../../src/sign-in/profile-wall.ts'
import { DAY_MS } from '../support/durations.ts'

const WEEK_MS = 7 * DAY_MS
const options = fc.constantFrom(...WALL_OPTIONS)
const instants = fc.integer({ min: 0, max: 4e12 })

describe('the memory of the wall (S1.9)', () => {
  it('recalls every answer for exactly a week', () => {
    fc.assert(
      fc.property(
        options,
        instants,
        fc.integer({ min: -2 * WEEK_MS, max: 2 * WEEK_MS }),
        (option, loggedInAt, later) => {
          const recalled = recallChoice(rememberChoice(option, loggedInAt), loggedInAt + later)
          expect(recalled).toBe(later >= 0 && later < WEEK_MS ? option : undefined)
        },
      ),
    )
  })

  it.each([0, WEEK_MS - 1])('recalls at the edge of %i ms', (later) => {
    for (const option of WALL_OPTIONS) expect(recallChoice(rememberChoice(option, 5), 5 + later)).toBe(option)
  })

  it.each([-1, WEEK_MS])('has forgotten at the edge of %i ms', (later) => {
    for (const option of WALL_OPTIONS) expect(recallChoice(rememberChoice(option, 5), 5 + later)).toBeUndefined()
  })

  it('asks rather than believe anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant(undefined)), (kept) => {
        const recalled = recallChoice(kept, 1e12)
        if (recalled !== undefined) expect(kept).toMatch(new RegExp(`^${recalled}\\.\\d+$`))
      }),
    )
  })
})

describe('the profile that an answer leads to', () => {
  it('is one that the answer allows and the person holds, the first of them; else none', () => {
    fc.assert(
      fc.property(options, fc.subarray([...PROFILES]), (option, held) => {
        const allowed = PROFILES_OF_OPTION[option].filter((profile) => held.includes(profile))
        expect(profileFor(option, held)).toBe(allowed[0])
      }),
    )
  })

  it('never takes a property of every object for an answer', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])
      expect(isWallOption(name)).toBe(false)
  })
})
