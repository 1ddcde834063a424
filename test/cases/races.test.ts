import { beforeEach, describe, expect, it } from 'vitest'
import { onEachDatabase } from '../support/test-database.ts'
import { newId } from '../support/test-people.ts'
import { type CaseOffice, openCaseOffice } from './case-office.ts'

onEachDatabase('at the same time', (freshDatabase) => {
  let office: CaseOffice
  beforeEach(async () => {
    office = await openCaseOffice(await freshDatabase())
  })
  const address = () => `noa-${newId().slice(0, 8)}@parties.test`
  const at = () => office.clock.now()

  it('ten add the same new person: one account, one entry, one invitation, two mails', async () => {
    const email = address()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => office.add(email)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.failure.code).toBe('cases.participant-already-active')
    }
    expect(await office.entriesOf(email)).toHaveLength(1)
    const mails = await office.database.selectFrom('mail_outbox').select('id').where('recipient', '=', email).execute()
    expect(mails).toHaveLength(2)
    expect(await office.database.selectFrom('account').select('id').where('email', '=', email).execute()).toHaveLength(
      1,
    )
  })

  it('two experts add the same new person to their cases: one account, two entries, one secret alive', async () => {
    const other = await openCaseOffice(office.database)
    const email = address()
    const outcomes = await Promise.all([office.add(email), other.add(email)])
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
    const account = await office.stores.accounts.findByEmailKey(email)
    expect(await office.entriesOf(email)).toHaveLength(1)
    expect(await other.entriesOf(email)).toHaveLength(1)
    expect(await office.stores.passwords.find(account?.id ?? '')).toMatchObject({ kind: 'temporary' })
  })

  it('a first password chosen while the expert sends again is never replaced by a temporary one', async () => {
    for (let round = 0; round < 15; round += 1) {
      const email = address()
      const added = await office.add(email)
      const account = await office.stores.accounts.findByEmailKey(email)
      if (!added.ok || account === undefined) throw new Error('not added')
      const chosen = { hash: 'chosen', kind: 'chosen', expiresAt: undefined } as const
      await Promise.all([
        office.participants.resend(office.lead, office.expertise.id, added.value.participantId, at()),
        office.transact((within) => within.passwords.set(account.id, chosen, at())),
      ])
      expect(await office.stores.passwords.find(account.id)).toEqual(chosen)
    }
  })

  it('the first login and sending again: either it is accepted and nothing is sent, or it is sent and then accepted', async () => {
    for (let round = 0; round < 15; round += 1) {
      const email = address()
      const added = await office.add(email)
      const account = await office.stores.accounts.findByEmailKey(email)
      if (!added.ok || account === undefined) throw new Error('not added')
      const signIn = await office.proven(account.id)
      const [resent, opened] = await Promise.all([
        office.participants.resend(office.lead, office.expertise.id, added.value.participantId, at()),
        office.establish.open(signIn, office.browser(), at()),
      ])
      expect(opened.ok).toBe(true)
      const invitation = await office.stores.invitations.findOf(added.value.participantId)
      expect(invitation).toMatchObject({ acceptedAt: at(), sendings: resent.ok ? 2 : 1 })
      if (!resent.ok) expect(resent.failure.code).toBe('cases.invitation-accepted')
    }
  })

  it('a login and the closing of the only access: no session is left alive, whoever was first', async () => {
    for (let round = 0; round < 40; round += 1) {
      const person = await office.account('intervenant-de-partie')
      const entry = await office.take(office.expertise.id, person.id, 'intervenant-de-partie')
      const signIn = await office.proven(person.id)
      const closing = office.participants.deactivate(office.lead, office.expertise.id, entry, at())
      for (let turns = 0; turns < 3 * round; turns += 1) await new Promise(setImmediate)
      const [opened] = await Promise.all([office.establish.open(signIn, office.browser(), at()), closing])
      if (!opened.ok) expect(opened.failure.code).toBe('cases.none-open')
      expect(await office.liveSessions(person.id)).toHaveLength(0)
    }
  })

  it('the expert and the court close one access: it is closed once, as one of them', async () => {
    const email = address()
    const added = await office.add(email)
    if (!added.ok) throw new Error('not added')
    const { participantId } = added.value
    await Promise.all([
      office.participants.deactivate(office.lead, office.expertise.id, participantId, at()),
      office.participants.deactivate(office.court, office.expertise.id, participantId, at()),
    ])
    const entries = await office.stores.journal.read(1, 1_000)
    const closings = entries.filter(({ event }) => event === 'participant.deactivated')
    expect(closings).toHaveLength(1)
    expect(closings[0]?.data['as']).toBe((await office.entriesOf(email))[0]?.deactivatedAs)
  })

  describe('the limits hold', () => {
    it('a hundred and one invitations at once: a hundred', async () => {
      const outcomes = await Promise.all(Array.from({ length: 101 }, () => office.add(address())))
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(100)
      const [failed] = outcomes.filter((outcome) => !outcome.ok)
      expect(failed).toMatchObject({ failure: { code: 'cases.too-many-invitations', category: 'throttled' } })
      office.clock.advance(24 * 3600_000)
      expect((await office.add(address())).ok).toBe(true)
    }, 60_000)

    it('eight sendings again at once: five', async () => {
      const added = await office.add(address())
      if (!added.ok) throw new Error('not added')
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () =>
          office.participants.resend(office.lead, office.expertise.id, added.value.participantId, at()),
        ),
      )
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5)
      const pending = await office.database
        .selectFrom('mail_outbox')
        .select('subject')
        .where('state', '=', 'pending')
        .execute()
      expect(new Set(pending.map(({ subject }) => subject)).size).toBe(1)
    })
  })
})
