import { beforeAll, describe, expect, it } from 'vitest'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import type { SignIn } from '../../src/sign-in/sign-in.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import { afterFailure } from '../../src/sign-in/throttling.ts'
import { createStores, createTransact } from '../../src/storage/stores.ts'
import { onEachDatabase } from '../support/test-database.ts'
import { newId } from '../support/test-people.ts'

const AT = 1_700_000_000_000
const random = createCryptoRandom()

/** How many of these at once say yes. */
const winners = async (count: number, work: () => Promise<unknown>): Promise<number> =>
  (await Promise.all(Array.from({ length: count }, work))).filter(Boolean).length

onEachDatabase('what is counted, consumed or moved once', (freshDatabase) => {
  let stores: Stores
  let transact: ReturnType<typeof createTransact>
  let accountId = ''
  beforeAll(async () => {
    const database = await freshDatabase()
    stores = createStores(database, random)
    transact = createTransact(database, random)
    accountId = newId()
    const names = { givenNames: 'Camille', surname: 'ESSAI', profiles: ['expert', 'sapiteur'] as const }
    await stores.accounts.create({ id: accountId, email: 'a@b.test', emailKey: 'a@b.test', ...names }, AT)
  })

  const signInOf = (state: SignIn['state']): SignIn => ({
    id: newId(),
    browserKey: newId(),
    intent: { option: 'carte', sharedComputer: false, resume: undefined },
    state,
    version: 1,
    expiresAt: AT + 1000,
  })

  async function issueCode(): Promise<string> {
    const signInId = newId()
    const code = { recipient: newId(), secretSealed: 's', counter: 0, codeFingerprint: 'f', issuedAt: AT }
    await stores.emailCodes.issue({ signInId, ...code, expiresAt: AT + 1000 })
    return signInId
  }

  describe('a code', () => {
    it('gives five tries to 20 who try at once, and none at its end', async () => {
      const id = await issueCode()
      expect(await winners(20, () => stores.emailCodes.spendTry(id, AT))).toBe(5)
      const other = await issueCode()
      expect(await stores.emailCodes.spendTry(other, AT + 999)).toMatchObject({ triesLeft: 4 })
      expect(await stores.emailCodes.spendTry(other, AT + 1000)).toBeUndefined()
    })

    it('is consumed by one of 20, and then by nobody; by nobody at all under another counter', async () => {
      const id = await issueCode()
      expect(await stores.emailCodes.consume(id, 1, AT)).toBe(false)
      expect(await winners(20, () => stores.emailCodes.consume(id, 0, AT))).toBe(1)
      expect(await stores.emailCodes.spendTry(id, AT)).toBeUndefined()
    })

    it('issued again keeps the tries that were spent', async () => {
      const id = await issueCode()
      await stores.emailCodes.spendTry(id, AT)
      const again = { recipient: 'r', secretSealed: 's', counter: 1, codeFingerprint: 'g', issuedAt: AT + 500 }
      await stores.emailCodes.issue({ signInId: id, ...again, expiresAt: AT + 5000 })
      expect(await stores.emailCodes.find(id)).toMatchObject({ counter: 1, triesLeft: 4, expiresAt: AT + 5000 })
    })
  })

  describe('a sign-in', () => {
    it('is moved by one of 20', async () => {
      const signIn = signInOf({ step: 'challenged', method: 'smart-card' })
      await stores.signIns.begin(signIn, AT)
      const refused = { step: 'refused', failureCode: 'x', reference: 'R' } as const
      expect(await winners(20, () => stores.signIns.swap(signIn.id, 1, refused))).toBe(1)
      expect(await stores.signIns.find(signIn.id)).toMatchObject({ version: 2, state: refused })
    })

    it('that a new password ended cannot be moved any more; the others can', async () => {
      const mine = () =>
        signInOf({ step: 'challenged', method: 'email-code', accountId, profile: 'intervenant-de-partie' })
      const [ended, spared] = [mine(), mine()]
      const anonymous = signInOf({ step: 'challenged', method: 'smart-card' })
      for (const signIn of [ended, spared, anonymous]) await stores.signIns.begin(signIn, AT)
      await stores.signIns.endAllOf(accountId, AT + 1, spared.id)
      expect(await stores.signIns.swap(ended.id, 1, ended.state)).toBe(false)
      expect((await stores.signIns.find(ended.id))?.expiresAt).toBe(AT + 1)
      for (const { id, state } of [spared, anonymous]) expect(await stores.signIns.swap(id, 1, state)).toBe(true)
    })
  })

  it('a count of failures loses none of 30 at once', async () => {
    const subject = newId()
    const count = () => stores.throttles.update(subject, AT, (now) => ({ count: afterFailure(now, AT), result: true }))
    expect(await winners(30, count)).toBe(30)
    const seen = await stores.throttles.update(subject, AT, (now) => ({ count: now, result: now.failures }))
    expect(seen).toBe(30)
    await stores.throttles.clear(subject)
    expect(await stores.throttles.update(subject, AT, (now) => ({ count: now, result: now.failures }))).toBe(0)
  })

  it('a mailed link is taken by one of 20; a look changes nothing; the next one kills it; another purpose never fits', async () => {
    const link = { purpose: 'password-reset', accountId, expiresAt: AT + 1000 } as const
    const [first, second] = [newId(), newId()]
    await stores.mailedLinks.issue(first, link, AT)
    expect(await stores.mailedLinks.peek(first, 'password-reset', AT + 999)).toEqual(link)
    expect(await stores.mailedLinks.peek(first, 'password-reset', AT + 1000)).toBeUndefined()
    expect(await stores.mailedLinks.take(first, 'invitation', AT)).toBeUndefined()
    await stores.mailedLinks.issue(second, link, AT)
    expect(await stores.mailedLinks.take(first, 'password-reset', AT)).toBeUndefined()
    expect(await winners(20, () => stores.mailedLinks.take(second, 'password-reset', AT))).toBe(1)
    expect(await stores.mailedLinks.issuedSince(accountId, 'password-reset', AT - 1)).toEqual([AT, AT])
  })

  it('an acceptance is proven once by 10 at once, and once for each profile', async () => {
    const version = {
      id: newId(),
      label: '1',
      audience: ['expert'] as const,
      effectiveAt: AT,
      kind: 'major' as const,
      sha256: 'a'.repeat(64),
      publishedAt: AT,
    }
    await stores.terms.publish(version, Buffer.from('%PDF'))
    const accept = (profile: 'expert' | 'sapiteur') =>
      stores.terms.accept({
        id: newId(),
        accountId,
        termsId: version.id,
        termsSha256: version.sha256,
        profile,
        method: 'smart-card',
        acceptedAt: AT,
      })
    expect(await winners(10, () => accept('expert'))).toBe(1)
    expect(await winners(10, () => accept('sapiteur'))).toBe(1)
    expect(await stores.terms.acceptances(accountId, 'expert')).toHaveLength(1)
  })

  it('a session ends for its first reason', async () => {
    const session = {
      idHash: newId(),
      handle: newId(),
      accountId,
      profile: 'expert' as const,
      method: 'smart-card' as const,
      assurance: 'certificate-hardware' as const,
      certificateBindingId: undefined,
      entryExpertiseId: undefined,
      userAgent: '',
      authenticatedAt: AT,
      lastSeenAt: AT,
      expiresAt: AT + 1000,
      endedAt: undefined,
    }
    await stores.sessions.open(session)
    await stores.sessions.end(session.idHash, 'signed-out', AT + 1)
    await stores.sessions.endAllOf(accountId, 'revoked', AT + 2)
    expect(await stores.sessions.find(session.idHash)).toMatchObject({ endedAt: AT + 1 })
  })

  it('a step that fails half-way leaves nothing behind', async () => {
    const signIn = signInOf({ step: 'challenged', method: 'smart-card' })
    const failed = transact(async (within) => {
      await within.signIns.begin(signIn, AT)
      await within.journal.append('service.started', { half: 'done' }, AT)
      throw new Error('half-way')
    })
    await expect(failed).rejects.toThrow('half-way')
    expect(await stores.signIns.find(signIn.id)).toBeUndefined()
    expect((await stores.journal.read(1, 1_000)).some(({ data }) => data['half'] === 'done')).toBe(false)
  })

  it('the journal is one chain, whoever writes at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => stores.journal.append('service.started', { writer: index }, AT)),
    )
    const entries = await stores.journal.read(1, 1_000)
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1))
    for (const [index, { previousHash }] of entries.entries())
      if (index > 0) expect(previousHash).toBe(entries[index - 1]?.hash)
  })
})
