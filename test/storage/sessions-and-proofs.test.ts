import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import type { Profile } from '../../src/people/profile.ts'
import type { Session } from '../../src/sessions/session.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import { createStores } from '../../src/storage/stores.ts'
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

const sessionOf = (accountId: string, other: Partial<Session> = {}): Session => ({
  idHash: newId(),
  handle: newId(),
  accountId,
  profile: 'expert',
  method: 'smart-card',
  assurance: 'certificate-hardware',
  certificateBindingId: undefined,
  entryExpertiseId: undefined,
  userAgent: 'Essai/1.0',
  authenticatedAt: NOW,
  lastSeenAt: NOW,
  expiresAt: NOW + DAY_MS,
  endedAt: undefined,
  ...other,
})

onEachDatabase('sessions, the journal and the proofs of acceptance', (freshDatabase) => {
  const open = async () => createStores(await freshDatabase(), random)

  describe('sessions', () => {
    it('are listed newest first while nobody ended them and their longest time is not over', async () => {
      const stores = await open()
      const { id } = await addAccount(stores)
      const [old, young] = [sessionOf(id), sessionOf(id, { authenticatedAt: NOW + 1 })]
      const [ended, over] = [sessionOf(id), sessionOf(id, { expiresAt: NOW })]
      for (const session of [old, young, ended, over]) await stores.sessions.open(session)
      await stores.sessions.end(ended.idHash, 'signed-out', NOW)
      expect(await stores.sessions.listOf(id, NOW)).toEqual([young, old])
    })

    it('end by handle for their owner only, once', async () => {
      const stores = await open()
      const [owner, other] = [await addAccount(stores), await addAccount(stores)]
      const session = sessionOf(owner.id)
      await stores.sessions.open(session)
      expect(await stores.sessions.endByHandle(other.id, session.handle, 'revoked', NOW)).toBe(false)
      const ended = await many(() => stores.sessions.endByHandle(owner.id, session.handle, 'revoked', NOW))
      expect(ended.filter(Boolean)).toHaveLength(1)
    })

    it('end all but one, and tell which', async () => {
      const stores = await open()
      const { id } = await addAccount(stores)
      const [kept, ...others] = [sessionOf(id), sessionOf(id), sessionOf(id)] as const
      for (const session of [kept, ...others]) await stores.sessions.open(session)
      const ended = await stores.sessions.endOthers(id, kept.idHash, 'revoked', NOW)
      expect(ended.toSorted()).toEqual(others.map(({ handle }) => handle).toSorted())
      expect(await stores.sessions.listOf(id, NOW)).toEqual([kept])
    })

    it('tell the browsers of their owner only', async () => {
      const stores = await open()
      const [owner, other] = [await addAccount(stores), await addAccount(stores)]
      const session = sessionOf(owner.id, { userAgent: 'Navigateur/1' })
      await stores.sessions.open(session)
      expect(await stores.sessions.userAgentsOf(owner.id, [session.handle, 'none'])).toEqual(
        new Map([[session.handle, 'Navigateur/1']]),
      )
      expect((await stores.sessions.userAgentsOf(other.id, [session.handle])).size).toBe(0)
      expect((await stores.sessions.userAgentsOf(owner.id, [])).size).toBe(0)
    })
  })

  it('the journal gives the newest entries about one account, of some events', async () => {
    const stores = await open()
    for (const [event, account] of [
      ['session.opened', 'a'],
      ['session.opened', 'b'],
      ['terms.accepted', 'a'],
      ['sign-in.password-refused', 'a'],
      ['sign-in.password-refused', null],
    ] as const) {
      await stores.journal.append(event, { account }, NOW)
    }
    const events = ['session.opened', 'sign-in.password-refused'] as const
    const latest = async (limit: number) =>
      (await stores.journal.latestAbout('a', events, limit)).map(({ event }) => event)
    expect(await latest(10)).toEqual(['sign-in.password-refused', 'session.opened'])
    expect(await latest(1)).toEqual(['sign-in.password-refused'])
  })

  describe('the terms', () => {
    it('page through acceptances and through those who owe one', async () => {
      const stores = await open()
      const version = {
        id: newId(),
        label: '1',
        audience: ['expert'] as const,
        effectiveAt: NOW,
        kind: 'major',
        sha256: 'hash',
        publishedAt: NOW,
      } as const
      await stores.terms.publish(version, Buffer.from('%PDF'))
      const accounts = await Promise.all(Array.from({ length: 5 }, () => addAccount(stores)))
      await addAccount(stores, ['sapiteur'])
      const [first, ...owing] = accounts.toSorted((left, right) => (left.id < right.id ? -1 : 1))
      if (first === undefined) throw new Error('made above')
      const proof = { termsId: version.id, termsSha256: 'hash', profile: 'expert', method: 'smart-card' } as const
      await stores.terms.accept({ id: newId(), accountId: first.id, acceptedAt: NOW, ...proof })

      const found: string[] = []
      for (let after = ''; ; ) {
        const page = await stores.terms.withoutAcceptance('expert', [version.id], after, 2)
        found.push(...page.map(({ accountId }) => accountId))
        if (page.length < 2) break
        after = page.at(-1)?.accountId ?? ''
      }
      expect(found).toEqual(owing.map(({ id }) => id))
      const [proofOfFirst] = await stores.terms.acceptancesOf(first.id)
      expect(await stores.terms.acceptancesAfter('', 10)).toEqual([proofOfFirst])
      expect(await stores.terms.acceptancesAfter(proofOfFirst?.id ?? '', 10)).toEqual([])
    })
  })
})
