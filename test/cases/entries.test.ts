import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CaseActor } from '../../src/cases/rights.ts'
import { onEachDatabase } from '../support/test-database.ts'
import { CUT_OFF, openCaseOffice } from './case-office.ts'

/** What may happen to the access of one person to one case. */
const ACTIONS = ['lead adds', 'operator adds', 'lead closes', 'court closes', 'operator closes', 'regenerate'] as const
type Action = (typeof ACTIONS)[number]

/** The rule, in its smallest form: who closed last, and whether an entry is open (and outdated). */
interface Model {
  open: 'no' | 'current' | 'outdated'
  closedAs: 'lead' | 'court' | 'operator' | undefined
  entries: number
}

/** @returns how the action must end, the model moved on. */
function expected(model: Model, action: Action): string {
  const give = () => {
    model.open = 'current'
    model.entries += 1
    return 'done'
  }
  switch (action) {
    case 'lead adds':
      if (model.open === 'current') return 'cases.participant-already-active'
      if (model.open === 'no' && (model.closedAs === 'court' || model.closedAs === 'operator'))
        return 'cases.closed-by-court'
      return give()
    case 'operator adds':
      return model.open === 'current' ? 'cases.participant-already-active' : give()
    case 'regenerate':
      return model.open === 'outdated' ? give() : 'done'
    default: {
      if (model.open !== 'no') model.closedAs = action.split(' ')[0] as 'lead' | 'court' | 'operator'
      model.open = 'no'
      return 'done'
    }
  }
}

onEachDatabase('the entries of a person in a case (S1.18, S1.19, R3, R15)', (freshDatabase) => {
  it('follow the rule whatever is done in whatever order; none is ever deleted, one at most is active', async () => {
    const office = await openCaseOffice(await freshDatabase())
    const { lead, court, expertise, participants, clock } = office
    const operator = { as: 'operator' } as const
    let people = 0

    async function perform(email: string, action: Action): Promise<string> {
      clock.advance(1)
      const at = clock.now()
      const active = (await office.entriesOf(email)).find(({ status }) => status === 'active')
      const newest = active ?? (await office.entriesOf(email)).at(-1)
      const close = (actor: CaseActor) =>
        newest === undefined ? undefined : participants.deactivate(actor, expertise.id, newest.id, at)
      const outcome = await {
        'lead adds': () => office.add(email),
        'operator adds': () => office.add(email, operator),
        'lead closes': () => close(lead),
        'court closes': () => close(court),
        'operator closes': () => close(operator),
        regenerate: () => participants.regenerate.all(lead, expertise.id, at),
      }[action]()
      return outcome === undefined || outcome.ok ? 'done' : outcome.failure.code
    }

    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 8 }),
        async (beginsOutdated, actions) => {
          people += 1
          const email = `personne-${people}@essai.test`
          const model: Model = { open: 'no', closedAs: undefined, entries: 0 }
          if (beginsOutdated) {
            const { id } = await office.account('intervenant-de-partie', email)
            await office.take(expertise.id, id, 'intervenant-de-partie', CUT_OFF - 1)
            Object.assign(model, { open: 'outdated', entries: 1 })
          }
          for (const action of actions) {
            const before = await office.entriesOf(email)
            expect(await perform(email, action), action).toBe(expected(model, action))
            const after = await office.entriesOf(email)
            expect(after).toHaveLength(model.entries)
            expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)))
            expect(after.filter(({ status }) => status === 'active')).toHaveLength(model.open === 'no' ? 0 : 1)
            for (const { id } of before.filter(({ status }) => status === 'inactive')) {
              expect(after.find((entry) => entry.id === id)?.status).toBe('inactive')
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
