import { describe, expect, it } from 'vitest'
import { accessesCountFrom, isOutdated } from '../../src/cases/access-cut-off.ts'
import { actorOf, type CaseActor, mayAdd, mayDeactivate, mayInvite, mayPutBack } from '../../src/cases/rights.ts'
import { PROFILES, type Profile } from '../../src/people/profile.ts'

const ACTORS: readonly CaseActor[] = [
  { as: 'lead', accountId: 'e' },
  { as: 'court', accountId: 'm' },
  { as: 'operator' },
]
const invitable: readonly Profile[] = ['intervenant-de-partie', 'sapiteur', 'co-expert']

describe('who may do what in a case (R1, R2, R15)', () => {
  it.each(
    PROFILES.flatMap((profile) =>
      (['smart-card', 'email-code', 'activation-link'] as const).map((method) => [profile, method] as const),
    ),
  )('a session as %s by %s', (profile, method) => {
    const actor = actorOf({ accountId: 'x', profile, method })
    const as =
      method !== 'smart-card' ? undefined : { expert: 'lead', 'magistrat-greffier': 'court' }[profile as string]
    expect(actor).toEqual(as === undefined ? undefined : { as, accountId: 'x' })
  })

  it.each(ACTORS.flatMap((actor) => PROFILES.map((profile) => [actor.as, profile, actor] as const)))(
    '%s and a %s',
    (as, profile, actor) => {
      const ordinary = invitable.includes(profile)
      expect(mayAdd(actor, profile)).toBe(as === 'operator' || (as === 'lead' && ordinary))
      expect(mayDeactivate(actor, profile)).toBe(as === 'operator' || ordinary)
      expect(mayInvite(actor)).toBe(as !== 'court')
    },
  )

  it.each([
    ['lead', undefined, true],
    ['lead', 'lead', true],
    ['lead', 'court', false],
    ['lead', 'operator', false],
    ['operator', 'court', true],
    ['operator', 'operator', true],
  ] as const)('%s puts back whom %s closed: %s', (as, deactivatedAs, allowed) => {
    const actor = ACTORS.find((each) => each.as === as)
    expect(actor && mayPutBack(actor, [{ deactivatedAs }, { deactivatedAs: 'lead' }])).toBe(allowed)
  })
})

describe('accesses older than the cut-off (S1.14, S1.15)', () => {
  const entry = { status: 'active', profile: 'sapiteur', invitedAt: 99, holdsCard: false } as const
  it.each([
    ['one millisecond before', {}, true],
    ['at the cut-off', { invitedAt: 100 }, false],
    ['inactive already', { status: 'inactive' }, false],
    ['of somebody with a card', { holdsCard: true }, false],
    ['of the expert', { profile: 'expert' }, false],
    ['of the court', { profile: 'magistrat-greffier' }, false],
  ] as const)('%s: %s', (_, more, outdated) => {
    expect(isOutdated({ ...entry, ...more }, 100)).toBe(outdated)
  })
  it('count for nobody who came by card, and for everybody else', () => {
    expect(accessesCountFrom('smart-card', 100)).toBe(0)
    expect(accessesCountFrom('email-code', 100)).toBe(100)
  })
})
