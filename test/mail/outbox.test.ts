import { beforeEach, describe, expect, it } from 'vitest'
import { enqueueMail, latestMailAbout } from '../../src/mail/outbox.ts'
import { createOutboxStore } from '../../src/storage/mail-outbox.ts'
import type { Database } from '../../src/storage/schema.ts'
import { onEachDatabase } from '../support/test-database.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

onEachDatabase('the outbox', (freshDatabase) => {
  let database: Database
  let office: PostOffice
  beforeEach(async () => {
    database = await freshDatabase()
    office = openPostOffice(database)
  })

  const claim = (leaseSeconds = 60) =>
    office.store.claimDue(office.clock.now(), office.clock.now() + leaseSeconds * 1000)

  describe('a mail is written with what makes it necessary', () => {
    it('exists once the transaction is committed', async () => {
      const id = await database.transaction().execute((transaction) => office.queue({}, createOutboxStore(transaction)))
      expect(await office.state(id)).toMatchObject({ state: 'pending', delayed: false, template: 'login-code' })
      expect(await claim()).toMatchObject({ id, recipient: 'camille@exemple.fr', attempts: 1 })
    })

    it('never existed when the transaction is rolled back', async () => {
      const failing = database.transaction().execute(async (transaction) => {
        await office.queue({}, createOutboxStore(transaction))
        throw new Error('something else failed')
      })
      await expect(failing).rejects.toThrow('something else failed')
      expect(await claim()).toBeUndefined()
    })

    it.each([
      'camille@exemple.fr, eve@evil.example',
      'camille@exemple.fr\r\nBcc: eve@evil.example',
      'Camille <c@exemple.fr>',
      '',
    ])('never to %j', async (recipient) => {
      await expect(office.queue({ recipient })).rejects.toThrow('one clean address')
      expect(await claim()).toBeUndefined()
    })
  })

  describe('what a mail says', () => {
    it('is sealed at rest', async () => {
      const row = await office.row(await office.queue())
      expect(JSON.stringify(row)).not.toContain('012345')
      expect(row.parameters_sealed.length).toBeGreaterThan(20)
    })

    it.each(['sent', 'undeliverable', 'expired'] as const)('is wiped once the mail is %s', async (state) => {
      const id = await office.queue()
      await office.store.settle(id, state, office.clock.now(), 'why')
      expect(await office.row(id)).toMatchObject({ parameters_sealed: '', state, settled_at: office.clock.now() })
    })

    it('is wiped when it is withdrawn, and nothing else is', async () => {
      const [old, other] = [await office.queue(), await office.queue()]
      await office.store.withdraw(`sign-in:${old}`, office.clock.now())
      expect(await office.row(old)).toMatchObject({ parameters_sealed: '', state: 'expired' })
      expect(await claim()).toMatchObject({ id: other })
      expect(await claim()).toBeUndefined()
    })
  })

  describe('a mail that is due is taken by one', () => {
    it('of fifty at once', async () => {
      const id = await office.queue()
      const claims = await Promise.all(Array.from({ length: 50 }, () => claim()))
      expect(claims.filter((mail) => mail !== undefined)).toMatchObject([{ id }])
    })

    it('each of twenty mails once', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => office.queue()))
      const claims = await Promise.all(Array.from({ length: 30 }, () => claim()))
      expect(claims.flatMap((mail) => mail?.id ?? []).toSorted()).toEqual(ids.toSorted())
    })

    it('and by another when the lease has ended, not before', async () => {
      const id = await office.queue()
      await claim(60)
      office.clock.advance(59_999)
      expect(await claim()).toBeUndefined()
      office.clock.advance(1)
      expect(await claim()).toMatchObject({ id, attempts: 2 })
    })

    it('the oldest first', async () => {
      const first = await office.queue()
      office.clock.advance(1)
      const second = await office.queue()
      expect([(await claim())?.id, (await claim())?.id]).toEqual([first, second])
    })

    it('who lost the lease cannot give it back', async () => {
      await office.queue()
      const lost = await claim(60)
      office.clock.advance(60_000)
      await claim(60)
      if (lost !== undefined) await office.store.postpone(lost, office.clock.now(), '451')
      expect(await claim()).toBeUndefined()
    })

    it('what is settled stays settled', async () => {
      const id = await office.queue()
      const claimed = await claim(0)
      await office.store.settle(id, 'sent', office.clock.now())
      await office.store.settle(id, 'undeliverable', office.clock.now(), '550')
      if (claimed !== undefined) await office.store.postpone(claimed, office.clock.now(), '451')
      expect(await office.state(id)).toMatchObject({ state: 'sent', lastError: undefined })
      expect(await claim()).toBeUndefined()
    })
  })

  describe('the state of what was sent about a thing', () => {
    it('is that of the newest mail', async () => {
      const first = await office.queue({ subject: 'sign-in:x' })
      await office.store.settle(first, 'undeliverable', office.clock.now(), '550 5.1.1 at RCPT TO')
      office.clock.advance(30_000)
      const second = await office.queue({ subject: 'sign-in:x' })
      expect(await latestMailAbout(office.store, 'sign-in:x', office.clock.now())).toEqual({
        id: second,
        template: 'login-code',
        state: 'pending',
        delayed: false,
        lastError: undefined,
        createdAt: office.clock.now(),
        settledAt: undefined,
      })
      expect((await office.store.findBySubject('sign-in:x')).map(({ state }) => state)).toEqual([
        'pending',
        'undeliverable',
      ])
    })

    it('is delayed after a failed attempt', async () => {
      const id = await office.queue()
      const claimed = await claim()
      expect(await office.state(id)).toMatchObject({ delayed: false })
      if (claimed !== undefined) await office.store.postpone(claimed, office.clock.now() + 2000, '451 at DATA')
      expect(await office.state(id)).toMatchObject({ state: 'pending', delayed: true, lastError: '451 at DATA' })
    })

    it('is expired from the deadline on, even if nobody has noticed', async () => {
      const id = await office.queue()
      office.clock.advance(599_999)
      expect(await office.state(id)).toMatchObject({ state: 'pending' })
      office.clock.advance(1)
      expect(await office.state(id)).toMatchObject({ state: 'expired' })
    })

    it('is unknown when nothing was sent', async () => {
      expect(await latestMailAbout(office.store, 'sign-in:nobody', office.clock.now())).toBeUndefined()
    })
  })

  it('mails settled long ago are forgotten, pending ones are not', async () => {
    const [old, recent, pending] = [await office.queue(), await office.queue(), await office.queue()]
    await office.store.settle(old, 'sent', office.clock.now())
    office.clock.advance(1000)
    await office.store.settle(recent, 'sent', office.clock.now())
    expect(await office.store.removeSettledBefore(office.clock.now())).toBe(1)
    await expect(office.row(old)).rejects.toThrow()
    expect((await office.row(recent)).state).toBe('sent')
    expect((await office.row(pending)).state).toBe('pending')
  })

  it('a mail needs neither deadline nor subject', async () => {
    await enqueueMail(office.store, office.sealer, {
      id: 'm1',
      recipient: 'camille@exemple.fr',
      locale: 'en',
      template: 'password-changed',
      parameters: { changedAt: office.clock.now() },
      at: office.clock.now(),
    })
    expect(await claim()).toMatchObject({ id: 'm1', expiresAt: undefined })
  })
})
