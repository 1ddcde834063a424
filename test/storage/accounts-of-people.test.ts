import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { purgeExpired } from '../../src/adapters/sql-housekeeping.ts'
import { dueNotices } from '../../src/people/card-expiry.ts'
import { NEW_ORDER } from '../../src/people/certificate-order.ts'
import type { Profile } from '../../src/people/profile.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import { createStores, createTransact } from '../../src/storage/stores.ts'
import { DAY_MS } from '../support/durations.ts'
import { onEachDatabase } from '../support/test-database.ts'

const NOW = Date.UTC(2026, 0, 5, 9)
const random = createCryptoRandom()
const newId = (): string => randomBytes(16).toString('hex')
const many = <Result>(work: () => Promise<Result>): Promise<Result[]> => Promise.all(Array.from({ length: 20 }, work))

async function addAccount(stores: Stores, profiles: readonly Profile[] = ['expert'], email = `${newId()}@essai.test`) {
  const id = newId()
  await stores.accounts.create({ id, email, emailKey: email, givenNames: 'Camille', surname: 'ESSAI', profiles }, NOW)
  return { id, email }
}

async function addCard(stores: Stores, accountId: string, notAfter: number): Promise<string> {
  const id = newId()
  const names = { siren: undefined, givenNames: undefined, surname: undefined }
  const issued = { authoritySha256: newId(), serialNumber: newId(), label: 'Carte', issuer: 'Autorité', der: '' }
  await stores.bindings.bind({ id, accountId, sha256: newId(), ...issued, ...names, notBefore: 0, notAfter }, NOW)
  return id
}

onEachDatabase('what is kept of people', (freshDatabase) => {
  const open = async () => {
    const database = await freshDatabase()
    return { database, stores: createStores(database, random), transact: createTransact(database, random) }
  }

  describe('personal accounts', () => {
    const claimOf = (email: string) => ({
      id: newId(),
      email,
      emailKey: email,
      passwordHash: 'hash',
      civilStatus: {
        surname: 'ESSAI',
        usedName: '',
        firstName: 'Éléonore',
        otherNames: '',
        birthDate: '1980-12-31',
        birthPlace: 'Bourges',
      },
      claimedAt: NOW,
    })

    it('are claimed by any number of people; a link is taken once, and only while it lives', async () => {
      const { stores } = await open()
      const [claim, rival] = [claimOf('a@essai.test'), claimOf('a@essai.test')]
      await stores.personalAccounts.claim(claim, { tokenHash: 'one', expiresAt: NOW + 10 })
      await stores.personalAccounts.claim(rival, { tokenHash: 'two', expiresAt: NOW + 10 })
      expect(await stores.personalAccounts.findClaim(claim.id)).toEqual(claim)
      expect(await stores.personalAccounts.takeClaim('one', NOW + 10)).toBeUndefined()
      expect(await stores.personalAccounts.linkIsOpen('one', NOW + 9)).toBe(true)
      const taken = await many(() => stores.personalAccounts.takeClaim('one', NOW + 9))
      expect(taken.filter((each) => each !== undefined)).toEqual([claim])
      expect(await stores.personalAccounts.linkIsOpen('one', NOW + 9)).toBe(false)
      expect(await stores.personalAccounts.linkIsOpen('two', NOW + 9)).toBe(true)
    })

    it('get a new link in place of the former, but not once they are used', async () => {
      const { stores } = await open()
      const claim = claimOf('b@essai.test')
      await stores.personalAccounts.claim(claim, { tokenHash: 'one', expiresAt: NOW + 10 })
      await stores.personalAccounts.renewLink(claim.id, { tokenHash: 'two', expiresAt: NOW + 20 })
      expect(await stores.personalAccounts.linkIsOpen('one', NOW)).toBe(false)
      expect(await stores.personalAccounts.findClaimByLink('one')).toBeUndefined()
      expect(await stores.personalAccounts.takeClaim('two', NOW + 15)).toEqual(claim)
      await stores.personalAccounts.renewLink(claim.id, { tokenHash: 'three', expiresAt: NOW + 30 })
      expect(await stores.personalAccounts.linkIsOpen('three', NOW)).toBe(false)
    })

    it('are forgotten a week after their last link died, with whatever was filled in', async () => {
      const { stores, database } = await open()
      const { id } = await addAccount(stores)
      const claim = claimOf('d@essai.test')
      await stores.personalAccounts.claim(claim, { tokenHash: 'one', expiresAt: NOW })
      const change = { accountId: id, email: 'e@essai.test', emailKey: 'e@essai.test', expiresAt: NOW }
      await stores.emailChanges.ask('one', change, NOW)
      await stores.linkSendings.note(newId(), 'a', NOW)
      await purgeExpired(database, NOW + 7 * DAY_MS - 1)
      expect(await stores.personalAccounts.findClaim(claim.id)).toEqual(claim)
      expect(await database.selectFrom('email_change').selectAll().execute()).toEqual([])
      expect(await stores.linkSendings.since('a', 0)).toEqual([])
      await purgeExpired(database, NOW + 7 * DAY_MS)
      expect(await stores.personalAccounts.findClaim(claim.id)).toBeUndefined()
    })

    it('keep the civil status', async () => {
      const { stores } = await open()
      const { id } = await addAccount(stores, ['candidat'])
      expect(await stores.personalAccounts.find(id)).toBeUndefined()
      const { civilStatus } = claimOf('c@essai.test')
      await stores.personalAccounts.keep(id, civilStatus, NOW, NOW)
      expect(await stores.personalAccounts.find(id)).toEqual(civilStatus)
    })
  })

  describe('new addresses', () => {
    it('the newest request of an account alone counts, once', async () => {
      const { stores } = await open()
      const { id } = await addAccount(stores)
      const change = (email: string) => ({ accountId: id, email, emailKey: email, expiresAt: NOW + 10 })
      await stores.emailChanges.ask('one', change('one@essai.test'), NOW)
      await stores.emailChanges.ask('two', change('two@essai.test'), NOW)
      expect(await stores.emailChanges.peek('one', NOW)).toBeUndefined()
      expect(await stores.emailChanges.take('two', NOW + 10)).toBeUndefined()
      const taken = await many(() => stores.emailChanges.take('two', NOW + 9))
      expect(taken.filter((each) => each !== undefined)).toEqual([change('two@essai.test')])
    })

    it('never take the address of another account; the case of one’s own may change', async () => {
      const { stores, transact } = await open()
      const [one, other] = [await addAccount(stores), await addAccount(stores)]
      expect(await stores.accounts.changeEmail(one.id, other.email, other.email)).toBe(false)
      const upper = one.email.toUpperCase()
      expect(await stores.accounts.changeEmail(one.id, upper, one.email)).toBe(true)
      expect((await stores.accounts.find(one.id))?.email).toBe(upper)

      const wanted = `${newId()}@essai.test`
      const raced = await Promise.allSettled(
        [one, other].map(({ id }) => transact((within) => within.accounts.changeEmail(id, wanted, wanted))),
      )
      const won = raced.filter((each) => each.status === 'fulfilled' && each.value)
      expect(won).toHaveLength(1)
    })
  })

  it('sendings of links are counted per recipient', async () => {
    const { stores } = await open()
    for (const [recipient, at] of [
      ['a', 1],
      ['a', 3],
      ['b', 2],
    ] as const)
      await stores.linkSendings.note(newId(), recipient, at)
    expect(await stores.linkSendings.since('a', 0)).toEqual([1, 3])
    expect(await stores.linkSendings.since('a', 1)).toEqual([3])
  })

  describe('orders of certificates', () => {
    const order = { ...NEW_ORDER, name: 'Camille ESSAI', done: { choose: '2026-01-01' } }

    it('go on from what is kept, one at a time, whoever begins twice', async () => {
      const { stores, database } = await open()
      const { id } = await addAccount(stores)
      expect(await stores.certificateOrders.find(id)).toBeUndefined()
      await many(() => stores.certificateOrders.keep(newId(), id, order, NOW))
      expect(await stores.certificateOrders.find(id)).toEqual(order)
      expect(await database.selectFrom('certificate_order').selectAll().execute()).toHaveLength(1)
    })

    it('end when they are finished; the next one is another', async () => {
      const { stores, database } = await open()
      const { id } = await addAccount(stores)
      await stores.certificateOrders.keep(newId(), id, order, NOW)
      const finished = { ...order, done: { activate: '2026-01-02' }, recordReturnedOn: '2026-01-03' }
      await stores.certificateOrders.keep(newId(), id, finished, NOW)
      expect(await stores.certificateOrders.find(id)).toBeUndefined()
      await stores.certificateOrders.keep(newId(), id, order, NOW)
      const rows = await database.selectFrom('certificate_order').select('finished_at').orderBy('finished_at').execute()
      expect(rows.map(({ finished_at }) => finished_at === null)).toContain(true)
      expect(rows).toHaveLength(2)
    })
  })

  describe('ends of cards', () => {
    const notice = (daysBefore: number) => {
      const found = dueNotices(NOW).find((each) => each.daysBefore === daysBefore)
      if (found === undefined) throw new Error('no such notice')
      return found
    }

    it('are due in their window, of active accounts, for the card that lasts longest', async () => {
      const { stores } = await open()
      const [renewed, closed, blocked, due] = await many(() => addAccount(stores))
      if (!renewed || !closed || !blocked || !due) throw new Error('made above')
      await addCard(stores, renewed.id, NOW + 50 * DAY_MS)
      await addCard(stores, renewed.id, NOW + 700 * DAY_MS)
      await addCard(stores, closed.id, NOW + 50 * DAY_MS)
      await stores.accounts.setStatus(closed.id, 'inactive')
      await stores.bindings.block(await addCard(stores, blocked.id, NOW + 50 * DAY_MS))
      const card = await addCard(stores, due.id, NOW + 60 * DAY_MS)
      await addCard(stores, due.id, NOW + 31 * DAY_MS)

      expect(await stores.expiryNotices.due(notice(60), 10)).toEqual([
        {
          id: card,
          accountId: due.id,
          email: due.email,
          locale: 'fr',
          label: 'Carte',
          issuer: 'Autorité',
          notAfter: NOW + 60 * DAY_MS,
        },
      ])
      for (const days of [90, 30, 10, 3]) expect(await stores.expiryNotices.due(notice(days), 10)).toEqual([])
    })

    it('are announced once, whoever announces', async () => {
      const { stores } = await open()
      const { id } = await addAccount(stores)
      const card = await addCard(stores, id, NOW + 2 * DAY_MS)
      const announced = await many(() => stores.expiryNotices.announce(card, 3, NOW))
      expect(announced.filter(Boolean)).toHaveLength(1)
      expect(await stores.expiryNotices.due(notice(3), 10)).toEqual([])
      expect(await stores.expiryNotices.announce(card, 10, NOW)).toBe(true)
    })
  })
})
