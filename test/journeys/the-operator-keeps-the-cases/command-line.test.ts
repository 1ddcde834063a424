import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { succeed } from '../../../src/failures/failure.ts'
import { capturedContext } from '../../commands/captured-context.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { newId } from '../../support/test-people.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'
import { expertAtWork, invite, mailsTo, newAddress, passwordIn } from '../an-expert-invites-a-party/inviting.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

async function parvis(words: readonly string[], input = '') {
  const context = {
    ...capturedContext({}, portal.clock),
    settings: () => succeed(portal.settings),
    input: Readable.from([Buffer.from(input)]),
  }
  const status = await runCommandLine(words, context)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

const party = (email: string) => ['--profile', 'sapiteur', '--given-names', 'Sacha', '--surname', 'HYPOTHÈSE', email]

describe('the operator keeps the cases from the command line', () => {
  it('opens a case for an expert, who leads it; shows and lists it', async () => {
    const expert = await expertAtWork(portal)
    const reference = `26/${newId().slice(0, 6)}`
    const open = ['case', 'open', reference, '--title', 'Fissures', '--court', "Cour d'appel de Bourges"]
    const opened = await parvis([...open, '--expert', expert.person.email.toUpperCase()])
    expect(opened).toMatchObject({ status: 0, printed: expect.stringContaining(reference) })
    expect((await parvis([...open, '--expert', expert.person.email])).complaints).toContain('cases.reference-taken')
    expect((await parvis([...open, '--expert', 'nobody@experts.test'])).complaints).toContain('cases.no-such-expert')

    expect((await parvis(['case', 'list'])).printed).toContain(`${reference}  `)
    expect((await parvis(['case', 'show', reference])).printed).toContain(expert.person.email)
    const shown = JSON.parse((await parvis(['case', 'show', reference, '--json'])).printed)
    expect(shown).toMatchObject({
      reference,
      participants: [{ profile: 'expert', status: 'active', invitation: null }],
    })
    expect((await expert.browser.open(`/expertises/${shown.id}`)).text).toContain('Ajouter un intervenant')
  })

  it('invites in its own name, and closes: the expert does not put back whom the operator closed', async () => {
    const expert = await expertAtWork(portal)
    const { reference = '' } = (await portal.stores.cases.find(expert.expertiseId)) ?? {}
    const email = newAddress()
    expect(await parvis(['case', 'invite', reference, ...party(email)])).toMatchObject({ status: 0 })
    const mails = await mailsTo(portal, email, 2)
    expect(mails.some(({ text }) => text.includes(portal.settings.support.name))).toBe(true)
    expect(passwordIn(mails)).not.toBe('')
    expect((await expert.open()).text).toContain(`Sacha HYPOTHÈSE ${email} Invité par la plateforme`)
    expect((await parvis(['case', 'invite', reference, ...party(email)])).complaints).toContain(
      'cases.participant-already-active',
    )

    const closed = await parvis(['case', 'deactivate', reference, email])
    expect(closed).toMatchObject({ status: 0, printed: expect.stringContaining('is inactive') })
    expect((await parvis(['case', 'deactivate', reference, email])).complaints).toContain('cases.no-active-entry')
    expect((await expert.open()).text).toContain('par la plateforme')
    portal.clock.advance(1000)
    expect((await invite(expert, email)).status).toBe(403)
    expect((await parvis(['case', 'invite', reference, ...party(email)])).status).toBe(0)
  })

  it('ends open sessions at once', async () => {
    const person = await portal.people.byEmail()
    const { reference = '' } = (await portal.stores.cases.find(person.expertises[0] ?? '')) ?? {}
    const browser = portal.browser()
    expect((await logInByEmail(portal, browser, person)).status).toBe(200)
    expect((await parvis(['case', 'deactivate', reference, person.email])).printed).toContain('sessions ended: 1')
    expect((await browser.get('/expertises')).status).toBe(303)
  })

  it('regenerates what is older than the cut-off', async () => {
    const expert = await expertAtWork(portal)
    const { reference = '' } = (await portal.stores.cases.find(expert.expertiseId)) ?? {}
    expect((await parvis(['case', 'regenerate', reference])).printed).toBe(`${reference}: 0 regenerated\n`)
    const person = await portal.people.byEmail({ cases: 0 })
    await portal.stores.cases.addParticipant({
      id: newId(),
      expertiseId: expert.expertiseId,
      accountId: person.accountId,
      profile: person.profile,
      invitedBy: undefined,
      invitedAt: 1,
    })
    expect((await parvis(['case', 'show', reference])).printed).toContain('outdated')
    expect((await parvis(['case', 'regenerate', reference])).printed).toBe(`${reference}: 1 regenerated\n`)
  })

  it.each([
    ['an unknown case', ['case', 'show', 'n/existe/pas'], 'cases.no-such-case'],
    [
      'an unknown profile',
      ['case', 'invite', 'x', 'a@b.fr', '--profile', 'x', '--given-names', 'A', '--surname', 'B'],
      'cases.no-such-case',
    ],
  ])('%s is refused', async (_, words, code) => {
    expect(await parvis(words)).toMatchObject({ status: 1, complaints: expect.stringContaining(code) })
  })

  it('what is wrong about a person is told at once', async () => {
    const expert = await expertAtWork(portal)
    const { reference = '' } = (await portal.stores.cases.find(expert.expertiseId)) ?? {}
    const refused = await parvis([
      'case',
      'invite',
      reference,
      'a@b',
      '--profile',
      'x',
      '--given-names',
      '',
      '--surname',
      'B',
    ])
    expect(refused.status).toBe(1)
    for (const line of ['profile: missing', 'givenNames: missing', 'email: malformed'])
      expect(refused.complaints).toContain(line)
  })
})

describe('a mail that comes back marks its invitation', () => {
  const report = (messageId: string, recipient: string, action = 'failed', status = '5.1.1') =>
    [
      'From: MAILER-DAEMON@mx.test',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'Could not be delivered.',
      '--b1',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.test',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '',
      '--b1',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${messageId}>`,
      '',
      '--b1--',
      '',
    ].join('\r\n')

  it('for the expert, who sends again', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const [mail] = await mailsTo(portal, email, 2)
    await expect.poll(async () => (await expert.open()).text).toContain('actif envoyée')
    const messageId = mail?.messageId ?? ''
    expect((await parvis(['case', 'bounce'], report(messageId, email, 'delayed', '4.4.1'))).printed).toContain(
      'no failure',
    )
    expect((await expert.open()).text).toContain('actif envoyée')

    const recorded = await parvis(['case', 'bounce'], report(messageId, email.toUpperCase()))
    expect(recorded).toMatchObject({ status: 0, printed: expect.stringContaining('undeliverable (5.1.1)') })
    const page = await expert.open()
    expect(page.text).toContain('non distribuée Renvoyer')
    expect((await expert.browser.press(page, 'Renvoyer')).text).not.toContain('non distribuée')
  })

  it('and nobody who does not know the mail and its reader can', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const [mail] = await mailsTo(portal, email, 2)
    await expect.poll(async () => (await expert.open()).text).toContain('actif envoyée')
    for (const [messageId, recipient] of [
      [mail?.messageId ?? '', newAddress()],
      [`${newId()}@parvis.example`, email],
    ] as const) {
      const refused = await parvis(['case', 'bounce'], report(messageId, recipient))
      expect(refused).toMatchObject({ status: 1, complaints: expect.stringContaining('mail.bounce-unknown') })
    }
    expect((await expert.open()).text).toContain('actif envoyée')
  })

  it.each([
    ['nothing', ''],
    ['a holiday message', 'Subject: absent\r\n\r\nJe suis absent.'],
    ['too much', 'x'.repeat(600_000)],
  ])('%s is refused', async (_, message) => {
    const refused = await parvis(['case', 'bounce'], message)
    expect(refused).toMatchObject({ status: 1, complaints: expect.stringContaining('mail.not-a-delivery-report') })
  })
})
