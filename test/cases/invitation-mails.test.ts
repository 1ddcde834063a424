import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSmtpMailer } from '../../src/adapters/smtp-mailer.ts'
import { invitationState } from '../../src/cases/invitation.ts'
import { createMailDispatcher } from '../../src/mail/dispatcher.ts'
import { startTestSmtpServer, type TestSmtpServer } from '../adapters/smtp-fixture.ts'
import { letterhead } from '../mail/letters.ts'
import { onEachDatabase } from '../support/test-database.ts'
import { newId } from '../support/test-people.ts'
import { type CaseOffice, openCaseOffice } from './case-office.ts'

onEachDatabase('the mails of an invitation, through a real server', (freshDatabase) => {
  let server: TestSmtpServer
  beforeAll(async () => {
    server = await startTestSmtpServer()
  })
  afterAll(() => server.stop())

  let office: CaseOffice
  let email = ''
  beforeEach(async () => {
    office = await openCaseOffice(await freshDatabase())
    email = `noa-${newId().slice(0, 8)}@parties.test`
  })

  async function send() {
    const { stores, sealer, clock } = office
    const security = 'none'
    const mailer = createSmtpMailer({
      routes: [{ host: '127.0.0.1', port: server.port, security, credentials: undefined }],
      sender: { name: letterhead.serviceName, address: letterhead.senderAddress },
      clock,
    })
    const reported: unknown[] = []
    await createMailDispatcher({
      store: stores.outbox,
      mailer,
      sealer,
      clock,
      letterhead,
      schedule: () => () => {},
      report: (error) => void reported.push(error),
    }).kick()
    mailer.close()
    expect(reported).toEqual([])
  }
  const received = () => server.received.filter(({ to }) => to.includes(email))
  const state = async () => {
    const [invitation] = await office.stores.invitations.listOf(office.expertise.id)
    return invitation && invitationState(invitation, office.clock.now())
  }
  async function invited(): Promise<string> {
    const added = await office.add(email)
    if (!added.ok) throw new Error(added.failure.explanation)
    return added.value.participantId
  }
  const resend = (participantId: string) =>
    office.participants.resend(office.lead, office.expertise.id, participantId, office.clock.now())

  it('arrive as two, readable in text and html, to one clean recipient, in its own words', async () => {
    await invited()
    expect(await state()).toBe('pending')
    await send()
    expect(await state()).toBe('sent')
    expect(received().map(({ to }) => to)).toEqual([[email], [email]])
    for (const { raw } of received()) {
      const mail = await simpleParser(raw)
      expect(mail.from?.value).toEqual([{ name: letterhead.serviceName, address: letterhead.senderAddress }])
      expect(mail.text?.length).toBeGreaterThan(200)
      expect(mail.html).toContain('<html lang="fr">')
      expect(mail.subject).not.toMatch(/SUPPOSÉ|Fissures/)
      const links = [...`${mail.text} ${mail.html}`.matchAll(/https?:\/\/[^\s"<)]+/g)].map(
        ([url]) => new URL(url).origin,
      )
      expect(new Set(links).size).toBeLessThanOrEqual(1)
      for (const origin of links) expect(origin).toBe(letterhead.portalOrigin)
    }
  })

  it.each(['RCPT TO', 'DATA'] as const)(
    'one refused for good at %s: the expert reads « non distribuée »',
    async (command) => {
      await invited()
      server.refuse(command, 550)
      await send()
      expect(await state()).toBe('undeliverable')
    },
  )

  it('one refused for now waits; sending again withdraws it, and only the new ones arrive', async () => {
    const participantId = await invited()
    server.refuse('MAIL FROM', 451)
    server.refuse('MAIL FROM', 451)
    await send()
    expect(await state()).toBe('pending')
    expect(received()).toHaveLength(0)
    office.clock.advance(60_000)
    expect(await resend(participantId)).toMatchObject({ ok: true })
    office.clock.advance(60_000)
    await send()
    expect(received()).toHaveLength(2)
    const subjects = await Promise.all(received().map(async ({ raw }) => (await simpleParser(raw)).subject))
    expect(subjects.some((subject) => subject?.includes('nouvel envoi'))).toBe(true)
    expect(await state()).toBe('sent')
  })

  it('closing the access withdraws what waits', async () => {
    const participantId = await invited()
    await office.participants.deactivate(office.lead, office.expertise.id, participantId, office.clock.now())
    await send()
    expect(received()).toHaveLength(0)
  })

  it('a mail that waited until its secret was over is not sent any more', async () => {
    await invited()
    office.clock.advance(72 * 3600_000)
    await send()
    expect(received()).toHaveLength(0)
    expect(await state()).toBe('expired')
  })

  describe('hold nothing at rest', () => {
    it('of the secret, before or after', async () => {
      await invited()
      const account = await office.stores.accounts.findByEmailKey(email)
      const stored = await office.stores.passwords.find(account?.id ?? '')
      const secret = stored?.hash.replace('hash of ', '') ?? 'none'
      expect(secret).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
      const rows = async () =>
        JSON.stringify([
          await office.database.selectFrom('mail_outbox').selectAll().execute(),
          await office.database.selectFrom('invitation').selectAll().execute(),
          await office.database.selectFrom('journal').selectAll().execute(),
        ])
      expect(await rows()).not.toContain(secret)
      await send()
      expect(received().some(({ raw }) => raw.includes(secret))).toBe(true)
      expect(await rows()).not.toContain(secret)
    })
  })
})
