import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROFILES, type Profile } from '../../src/people/profile.ts'
import { type TermsVersion, termsOwed } from '../../src/terms/terms.ts'

const instants = fc.integer({ min: 0, max: 100 })
const profiles = fc.constantFrom<Profile>(...PROFILES)

const versions: fc.Arbitrary<readonly TermsVersion[]> = fc
  .array(
    fc.record({
      audience: fc.subarray([...PROFILES]),
      effectiveAt: instants,
      kind: fc.constantFrom('major' as const, 'minor' as const),
      publishedAt: instants,
    }),
    { maxLength: 8 },
  )
  .map((made) => made.map((version, index) => ({ ...version, id: `v${index}`, label: String(index), sha256: '' })))

const situations = fc.record({
  versions,
  profile: profiles,
  at: instants,
  accepted: fc.subarray(['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7']),
})

const inForce = (all: readonly TermsVersion[], profile: Profile, at: number) =>
  all
    .filter(({ audience, effectiveAt }) => audience.includes(profile) && effectiveAt <= at)
    .toSorted((a, b) => a.effectiveAt - b.effectiveAt || a.publishedAt - b.publishedAt)

describe('what is owed (S1.44)', () => {
  it('is the latest version in force for the profile, or nothing', () => {
    fc.assert(
      fc.property(situations, ({ versions: all, profile, at, accepted }) => {
        const owed = termsOwed(all, new Set(accepted), profile, at)
        if (owed !== undefined) expect(owed).toBe(inForce(all, profile, at).at(-1))
      }),
    )
  })

  it('is settled by accepting it, until another major version takes effect', () => {
    fc.assert(
      fc.property(situations, instants, ({ versions: all, profile, at, accepted }, later) => {
        const owed = termsOwed(all, new Set(accepted), profile, at)
        const settled = new Set([...accepted, ...(owed === undefined ? [] : [owed.id])])
        expect(termsOwed(all, settled, profile, at)).toBeUndefined()
        const owedLater = termsOwed(all, settled, profile, at + later)
        if (owedLater === undefined || inForce(all, profile, at).length === 0) return
        const since = inForce(all, profile, at + later).filter(({ effectiveAt }) => effectiveAt > at)
        expect(since.some(({ kind }) => kind === 'major')).toBe(true)
      }),
    )
  })

  it('never depends on what another profile accepted or is asked, nor on the order of publishing', () => {
    fc.assert(
      fc.property(situations, ({ versions: all, profile, at, accepted }) => {
        const distinct = all.map((version, index) => ({ ...version, publishedAt: version.publishedAt + index / 100 }))
        const ours = distinct.filter(({ audience }) => audience.includes(profile))
        const owed = termsOwed(distinct, new Set(accepted), profile, at)
        expect(termsOwed(ours, new Set(accepted), profile, at)).toBe(owed)
        expect(termsOwed(distinct.toReversed(), new Set(accepted), profile, at)).toBe(owed)
      }),
    )
  })

  it('is nothing before a version takes effect, and everything from that millisecond on', () => {
    const version: TermsVersion = {
      id: 'v0',
      label: '1',
      audience: ['expert'],
      effectiveAt: 50,
      kind: 'major',
      sha256: '',
      publishedAt: 0,
    }
    expect(termsOwed([version], new Set(), 'expert', 49)).toBeUndefined()
    expect(termsOwed([version], new Set(), 'expert', 50)).toBe(version)
    expect(termsOwed([version], new Set(), 'sapiteur', 50)).toBeUndefined()
  })
})
