import { expect, it } from 'vitest'
import type { RegisteredProtectedApplication } from '../../src/protocols/forward-auth/protected-application.ts'
import { createAccountStore } from '../../src/storage/accounts.ts'
import { createApplicationSessionStore } from '../../src/storage/application-sessions.ts'
import { createProtectedApplicationStore } from '../../src/storage/protected-applications.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createSessionStore } from '../../src/storage/sessions.ts'
import { onEachDatabase } from '../support/test-database.ts'

const APPLICATION: RegisteredProtectedApplication = {
  id: 'dossiers',
  name: 'Dossiers',
  origin: 'https://dossiers.example.fr',
  profiles: ['expert'],
  minimumLevel: 'password-mail',
  stricterPaths: [{ prefix: '/admin', minimumLevel: 'certificate-hardware', profiles: undefined }],
  plainHeaders: true,
  secretSha256: 'ab'.repeat(32),
  addedAt: 5,
}

async function openSession(database: Database, handle: string): Promise<void> {
  const accounts = createAccountStore(database)
  const names = { givenNames: 'Camille', surname: 'ESSAI' }
  await accounts.ensure({ id: 'a1', email: 'a@b.test', emailKey: 'a@b.test', ...names, profiles: ['expert'] }, 0)
  await createSessionStore(database).open({
    idHash: `hash of ${handle}`,
    handle,
    accountId: 'a1',
    profile: 'expert',
    method: 'email-code',
    assurance: 'password-mail',
    certificateBindingId: undefined,
    entryExpertiseId: undefined,
    userAgent: '',
    authenticatedAt: 0,
    lastSeenAt: 0,
    expiresAt: 10_000,
    endedAt: undefined,
  })
}

onEachDatabase('protected applications', (freshDatabase) => {
  it('are kept as they were registered', async () => {
    const store = createProtectedApplicationStore(await freshDatabase())
    expect(await store.add(APPLICATION)).toBe(true)
    const { profiles: _, secretSha256: __, ...bare } = APPLICATION
    const other = {
      ...bare,
      id: 'autre',
      origin: 'https://autre.example.fr',
      profiles: undefined,
      secretSha256: undefined,
    }
    expect(await store.add(other)).toBe(true)
    expect(await store.list()).toEqual([other, APPLICATION])
  })

  it('have an identifier and an origin of their own', async () => {
    const store = createProtectedApplicationStore(await freshDatabase())
    await store.add(APPLICATION)
    expect(await store.add({ ...APPLICATION, origin: 'https://autre.example.fr' })).toBe(false)
    expect(await store.add({ ...APPLICATION, id: 'autre' })).toBe(false)
    expect(await store.list()).toHaveLength(1)
  })

  it('change their secret, and are forgotten with their cookies', async () => {
    const database = await freshDatabase()
    const [store, sessions] = [createProtectedApplicationStore(database), createApplicationSessionStore(database)]
    await store.add(APPLICATION)
    expect(await store.changeSecret('dossiers', undefined)).toBe(true)
    expect((await store.list())[0]?.secretSha256).toBeUndefined()
    expect(await store.changeSecret('autre', undefined)).toBe(false)
    await openSession(database, 's1')
    await sessions.open('cookie', { applicationId: 'dossiers', sessionHandle: 's1' }, 1)
    expect(await store.remove('dossiers')).toBe(true)
    expect(await store.remove('dossiers')).toBe(false)
    expect(await sessions.find('cookie')).toBeUndefined()
  })
})

onEachDatabase('sessions of applications', (freshDatabase) => {
  async function opened() {
    const database = await freshDatabase()
    await createProtectedApplicationStore(database).add(APPLICATION)
    await openSession(database, 's1')
    await openSession(database, 's2')
    const store = createApplicationSessionStore(database)
    await store.open('first', { applicationId: 'dossiers', sessionHandle: 's1' }, 1)
    await store.open('again', { applicationId: 'dossiers', sessionHandle: 's1' }, 2)
    await store.open('other', { applicationId: 'dossiers', sessionHandle: 's2' }, 3)
    return { database, store }
  }

  it('are found by their hash alone', async () => {
    const { store } = await opened()
    expect(await store.find('first')).toEqual({ applicationId: 'dossiers', sessionHandle: 's1' })
    expect(await store.find('none')).toBeUndefined()
  })

  it('are listed once an application and session, while the session lives', async () => {
    const { database, store } = await opened()
    const listed = async (at: number) =>
      (await store.ofAccount('a1', at, 5)).map(({ sessionHandle, openedAt }) => `${sessionHandle} ${openedAt}`).sort()
    expect(await listed(10)).toEqual(['s1 2', 's2 3'])
    expect(await listed(4_999)).toEqual(['s1 2', 's2 3'])
    expect(await listed(5_000)).toEqual([])
    await createSessionStore(database).end('hash of s1', 'signed-out', 4)
    expect(await listed(10)).toEqual(['s2 3'])
  })

  it('go when their session is over', async () => {
    const { database, store } = await opened()
    await store.purge(9_999)
    expect(await store.find('first')).toBeDefined()
    await createSessionStore(database).end('hash of s1', 'signed-out', 4)
    await store.purge(9_999)
    expect(await store.find('first')).toBeUndefined()
    expect(await store.find('other')).toBeDefined()
    await store.purge(10_000)
    expect(await store.find('other')).toBeUndefined()
  })
})
