import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/adapters/sqlite.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { startTestSmtpServer, type TestSmtpServer } from '../adapters/smtp-fixture.ts'
import { needs } from '../support/needs.ts'
import { databaseEngines } from '../support/test-database.ts'
import { eventually, gate, messageIds, openPostOffice, type PostOffice } from './post-office.ts'

let server: TestSmtpServer
let office: PostOffice
beforeEach(async () => {
  server = await startTestSmtpServer()
  const { database } = openSqlite(':memory:')
  await migrate(database)
  office = openPostOffice(database)
})
afterEach(async () => {
  office.close()
  await server.stop()
})

describe('a process that dies', () => {
  it('before sending: another sends the mail when the lease has ended', async () => {
    const id = await office.queue()
    const dead = office.dispatcher({ mailer: { send: () => new Promise(() => {}) }, leaseSeconds: 60 })
    void dead.kick()
    await eventually(async () => (await office.row(id)).attempts === 1)

    const other = office.dispatcher({ mailer: office.mailer(server.port) })
    await other.kick()
    office.clock.advance(59_999)
    await other.kick()
    expect(server.received).toEqual([])
    office.clock.advance(1)
    await other.kick()
    expect(messageIds(server.received)).toEqual([id])
  })

  it('between the server’s acceptance and the mark: sent a second time, with the same Message-ID', async () => {
    const id = await office.queue()
    const dying = office.dispatcher({
      mailer: office.mailer(server.port),
      store: { ...office.store, settle: () => Promise.reject(new Error('killed')) },
      leaseSeconds: 60,
    })
    await dying.kick()
    expect(office.reported).toMatchObject([new Error('killed')])
    expect(await office.state(id)).toMatchObject({ state: 'pending' })

    office.clock.advance(60_000)
    await office.dispatcher({ mailer: office.mailer(server.port) }).kick()
    expect(messageIds(server.received)).toEqual([id, id])
    expect(await office.state(id)).toMatchObject({ state: 'sent' })
  })

  it('or only slept: its late failure changes nothing to what another has sent', async () => {
    const id = await office.queue()
    const asleep = gate()
    const sleeper = office.dispatcher({
      mailer: {
        async send() {
          await asleep.opened
          return { result: 'deferred', reason: 'ETIMEDOUT at CONN' }
        },
      },
      leaseSeconds: 60,
    })
    const sleeping = sleeper.kick()
    await eventually(async () => (await office.row(id)).attempts === 1)
    office.clock.advance(60_000)
    await office.dispatcher({ mailer: office.mailer(server.port) }).kick()
    asleep.open()
    await sleeping
    expect(messageIds(server.received)).toEqual([id])
    expect(await office.state(id)).toMatchObject({ state: 'sent', lastError: undefined })
  })
})

describe('what should not happen is reported, and stops nothing', () => {
  it('a letter that cannot be opened, or a mail this version does not know, is undeliverable; the next is sent', async () => {
    const stranger = { recipient: 'camille@exemple.fr', createdAt: office.clock.now(), expiresAt: undefined }
    const sealed = (id: string) => office.sealer.seal('{"locale":"fr","parameters":{}}', `mail:${id}`)
    await office.store.add({
      ...stranger,
      id: 'moved',
      template: 'login-code',
      sealedLetter: sealed('other'),
      subject: 'moved',
    })
    await office.store.add({
      ...stranger,
      id: 'newer',
      template: 'from-2030',
      sealedLetter: sealed('newer'),
      subject: 'newer',
    })
    const good = await office.queue()
    await office.dispatcher({ mailer: office.mailer(server.port) }).kick()
    for (const id of ['moved', 'newer']) {
      expect(await office.row(id)).toMatchObject({ state: 'undeliverable', last_error: 'cannot be written' })
    }
    expect(office.reported.map(String).toSorted()).toEqual([
      'Error: mail moved (login-code) cannot be written',
      'Error: mail newer (from-2030) cannot be written',
    ])
    expect(messageIds(server.received)).toEqual([good])
  })

  it('a database that does not answer: the kick ends, the next one works', async () => {
    const id = await office.queue()
    let broken = true
    const dispatcher = office.dispatcher({
      mailer: office.mailer(server.port),
      store: {
        ...office.store,
        claimDue: (...args) => (broken ? Promise.reject(new Error('database gone')) : office.store.claimDue(...args)),
      },
    })
    await dispatcher.kick()
    expect(office.reported).toContainEqual(new Error('database gone'))
    broken = false
    await dispatcher.kick()
    expect(messageIds(server.received)).toEqual([id])
  })
})

for (const engine of databaseEngines) {
  needs(...engine.needs)(`two processes on one ${engine.name} table`, () => {
    it('send each mail once', async () => {
      const shared = await engine.create()
      const [first, second] = [shared.open(), shared.open()]
      await migrate(first.database)
      const here = openPostOffice(first.database)
      const there = openPostOffice(second.database, here.clock)
      const ids = []
      for (let queued = 0; queued < 40; queued += 1) ids.push(await here.queue())

      const dispatchers = [here, there].map((office) => office.dispatcher({ mailer: office.mailer(server.port) }))
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.kick()))
      expect(messageIds(server.received).toSorted()).toEqual(ids.toSorted())
      expect([...here.reported, ...there.reported]).toEqual([])

      here.close()
      there.close()
      await Promise.all([first.close(), second.close()])
      shared.remove()
    })
  })
}
