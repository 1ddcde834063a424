import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/adapters/sqlite.ts'
import type { Mailer, MailMessage } from '../../src/ports/mailer.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { startTestSmtpServer, type TestSmtpServer } from '../adapters/smtp-fixture.ts'
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

describe('dispatching', () => {
  it('sends what waits: right person, right code, once', async () => {
    const id = await office.queue()
    const dispatcher = office.dispatcher({ mailer: office.mailer(server.port) })
    await dispatcher.kick()
    await dispatcher.kick()
    expect(server.received).toMatchObject([{ to: ['camille@exemple.fr'] }])
    const parsed = await simpleParser(server.received[0]?.raw ?? '')
    expect(parsed.text).toContain('012345')
    expect(parsed.messageId).toBe(`<${id}@parvis.example>`)
    expect(await office.state(id)).toMatchObject({ state: 'sent', settledAt: office.clock.now() })
  })

  it('a dead server: delayed, tried again after 2 s, sent when the server is back', async () => {
    const id = await office.queue()
    const dispatcher = office.dispatcher({ mailer: office.mailer(server.port) })
    await server.stop()
    await dispatcher.kick()
    expect(await office.state(id)).toMatchObject({ state: 'pending', delayed: true, lastError: 'ECONNREFUSED at CONN' })

    server = await startTestSmtpServer({}, server.port)
    office.clock.advance(1999)
    await dispatcher.kick()
    expect(server.received).toEqual([])
    office.clock.advance(1)
    await dispatcher.kick()
    expect(messageIds(server.received)).toEqual([id])
    expect(await office.state(id)).toMatchObject({ state: 'sent', delayed: false })
  })

  it('4xx, then accepted: one mail arrives', async () => {
    server.refuse('RCPT TO', 451)
    server.refuse('DATA', 452)
    const id = await office.queue()
    const dispatcher = office.dispatcher({ mailer: office.mailer(server.port) })
    for (const wait of [0, 2000, 5000]) {
      office.clock.advance(wait)
      await dispatcher.kick()
    }
    expect(messageIds(server.received)).toEqual([id])
    expect(await office.row(id)).toMatchObject({ state: 'sent', attempts: 3 })
  })

  it('5xx: undeliverable, wiped, never tried again', async () => {
    server.refuse('RCPT TO', 550, '5.1.1 no such user')
    const id = await office.queue()
    const dispatcher = office.dispatcher({ mailer: office.mailer(server.port) })
    await dispatcher.kick()
    expect(await office.state(id)).toMatchObject({ state: 'undeliverable', lastError: '550 5.1.1 at RCPT TO' })
    expect((await office.row(id)).parameters_sealed).toBe('')
    office.clock.advance(300_000)
    await dispatcher.kick()
    expect(server.received).toEqual([])
  })

  it('a mail is sent until the last millisecond before its deadline', async () => {
    const id = await office.queue()
    office.clock.advance(599_999)
    await office.dispatcher({ mailer: office.mailer(server.port) }).kick()
    expect(messageIds(server.received)).toEqual([id])
  })

  it('at its deadline it is expired and wiped, not sent', async () => {
    const id = await office.queue()
    office.clock.advance(600_000)
    await office.dispatcher({ mailer: office.mailer(server.port) }).kick()
    expect(server.received).toEqual([])
    expect(await office.row(id)).toMatchObject({
      state: 'expired',
      parameters_sealed: '',
      settled_at: office.clock.now(),
    })
  })

  it('while the server stays dead, a code expires at its deadline and not later', async () => {
    const id = await office.queue()
    const deadline = office.clock.now() + 600_000
    const { port } = server
    await server.stop()
    const dispatcher = office.dispatcher({ mailer: office.mailer(port) })
    while (office.clock.now() < deadline) {
      await dispatcher.kick()
      const { next_attempt_at } = await office.row(id)
      expect(next_attempt_at).toBeLessThanOrEqual(deadline)
      office.clock.set(next_attempt_at)
    }
    expect(office.clock.now()).toBe(deadline)
    server = await startTestSmtpServer({}, port)
    await dispatcher.kick()
    expect(server.received).toEqual([])
    expect((await office.row(id)).state).toBe('expired')
  })

  it('a notice without deadline is given up after five days', async () => {
    const { port } = server
    await server.stop()
    const id = await office.queue({ expiresAt: undefined })
    const dispatcher = office.dispatcher({ mailer: office.mailer(port) })
    office.clock.advance(5 * 24 * 3_600_000)
    await dispatcher.kick()
    expect(await office.state(id)).toMatchObject({ state: 'undeliverable', lastError: 'ECONNREFUSED at CONN' })
    server = await startTestSmtpServer({}, port)
  })

  it('a slow recipient does not hold up the others', async () => {
    const slow = gate()
    const held = await startTestSmtpServer({
      onRcptTo: ({ address }, _session, done) =>
        void (address === 'lente@exemple.fr' ? slow.opened.then(() => done()) : done()),
    })
    const [first, second] = [await office.queue({ recipient: 'lente@exemple.fr' }), await office.queue()]
    const dispatcher = office.dispatcher({ mailer: office.mailer(held.port) })
    const kicked = dispatcher.kick()
    await held.arrival(1)
    expect(messageIds(held.received)).toEqual([second])
    slow.open()
    await kicked
    expect(messageIds(held.received)).toEqual([second, first])
    office.close()
    await held.stop()
  })

  it('a mail queued just when nothing more was found is not left until the next tick', async () => {
    let late: string | undefined
    const dispatcher = office.dispatcher({
      mailer: office.mailer(server.port),
      store: {
        ...office.store,
        async claimDue(...args) {
          const claimed = await office.store.claimDue(...args)
          if (claimed === undefined && late === undefined) {
            late = await office.queue()
            void dispatcher.kick()
          }
          return claimed
        },
      },
      parallelSendings: 1,
    })
    await dispatcher.kick()
    expect(messageIds(server.received)).toEqual([late])
  })
})

describe('by itself', () => {
  const sent: MailMessage[] = []
  const recording: Mailer = {
    async send(message) {
      sent.push(message)
      return { result: 'accepted' }
    },
  }
  beforeEach(() => void sent.splice(0))

  /** Timers moved by hand. */
  function handTimer() {
    let pending: (() => void) | undefined
    return {
      schedule: (task: () => void) => {
        pending = task
        return () => {
          pending = undefined
        }
      },
      ring: () => pending?.(),
      isSet: () => pending !== undefined,
    }
  }

  it('looks again at each tick, until it is stopped', async () => {
    const timer = handTimer()
    const dispatcher = office.dispatcher({ mailer: recording, schedule: timer.schedule })
    dispatcher.start()
    const first = await office.queue()
    timer.ring()
    await eventually(async () => (await office.row(first)).state === 'sent')

    await dispatcher.stop()
    expect(timer.isSet()).toBe(false)
    await office.queue()
    await dispatcher.kick()
    expect(sent).toHaveLength(1)
  })

  it('stopping waits for what is being sent and begins nothing else', async () => {
    const slow = gate()
    const dispatcher = office.dispatcher({
      mailer: {
        async send(message) {
          await slow.opened
          return recording.send(message)
        },
      },
      parallelSendings: 1,
    })
    const [first, second] = [await office.queue(), await office.queue()]
    void dispatcher.kick()
    await eventually(async () => (await office.row(first)).attempts + (await office.row(second)).attempts === 1)
    const stopping = dispatcher.stop()
    slow.open()
    await stopping
    expect(sent).toHaveLength(1)
    expect([(await office.row(first)).state, (await office.row(second)).state].toSorted()).toEqual(['pending', 'sent'])
  })
})
