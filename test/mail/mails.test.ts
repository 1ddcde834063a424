import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSmtpMailer, type SmtpMailer } from '../../src/adapters/smtp-mailer.ts'
import { smtpRoute } from '../../src/adapters/smtp-route.ts'
import type { Letter } from '../../src/mail/catalogue.ts'
import { composeMail } from '../../src/mail/compose-mail.ts'
import { startTestSmtpServer, type TestSmtpServer } from '../adapters/smtp-fixture.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { at, letterhead, sampleLetters } from './letters.ts'

let server: TestSmtpServer
let mailer: SmtpMailer
beforeAll(async () => {
  server = await startTestSmtpServer()
  mailer = createSmtpMailer({
    routes: [smtpRoute(`smtp://127.0.0.1:${server.port}`)],
    sender: { name: letterhead.serviceName, address: letterhead.senderAddress },
    clock: createManualClock(at),
  })
})
afterAll(async () => {
  mailer.close()
  await server.stop()
})

/** Through a real server and a real parser. */
async function posted(letter: Letter, locale: 'fr' | 'en') {
  const mail = composeMail(letter, locale, letterhead)
  const before = server.received.length
  expect(await mailer.send({ ...mail, to: 'camille@exemple.fr', messageId: `${before}@parvis.example` })).toEqual({
    result: 'accepted',
  })
  const parsed = await simpleParser(server.received[before]?.raw ?? '', { skipTextToHtml: true })
  return { subject: parsed.subject ?? '', text: parsed.text ?? '', html: parsed.html || '', sent: mail }
}

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)
const urls = (text: string) => text.match(/[a-z]+:\/\/\S+/g) ?? []

/** The words of an html mail in their order, without its title and what only looks. */
const words = (text: string) => text.split(/[\s\u2060:]+|^-- $/m).filter((word) => word !== '' && word !== '--')
const visible = (html: string) =>
  html
    .replace(/<head>.*<\/head>|<h1.*?<\/h1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const each = sampleLetters.flatMap((letter) =>
  (['fr', 'en'] as const).map((locale) => [letter.template, locale, letter] as const),
)

describe.each(each)('%s in %s', (template, locale, letter) => {
  it('arrives as it was written, its text and html saying the same', async () => {
    const { subject, text, html, sent } = await posted(letter, locale)
    expect({ subject, text, html }).toEqual({ subject: sent.subject, text: sent.text, html: expect.any(String) })
    expect(words(visible(html))).toEqual(words(text))
    expect(html).toContain(`<title>${subject}</title>`)
    expect(text).toContain(letterhead.senderAddress)
    expect(text).toContain(letterhead.support.email)
  })

  it('has a short, neutral subject and no unfilled place', async () => {
    const { subject, text } = await posted(letter, locale)
    expect(subject).toMatch(/^Parvis\u00a0?: .{5,50}$/)
    for (const value of Object.values(letter.parameters)) expect(subject).not.toContain(String(value))
    expect(subject + text).not.toMatch(/undefined|NaN|null|\[object|\$\{/)
  })

  it('leads to the portal only, and nowhere beside a secret', async () => {
    const { text, html } = await posted(letter, locale)
    const paths = Object.entries(letter.parameters).flatMap(([name, value]) => (name === 'path' ? [String(value)] : []))
    const expected = template.includes('invitation') ? ['/'] : paths
    expect(hrefs(html)).toEqual(expected.map((path) => letterhead.portalOrigin + path))
    expect(urls(text)).toEqual(hrefs(html))
  })

  it('is plain html: nothing fetched, nothing run, no table', async () => {
    const { html } = await posted(letter, locale)
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${locale}">`))
    expect(html).not.toMatch(/<(?:script|img|link|table|form|style|iframe)|\bsrc=|url\(|\son\w+=/i)
  })
})

describe('what people need to read', () => {
  const text = (letter: Letter, locale: 'fr' | 'en' = 'fr') =>
    composeMail(letter, locale, letterhead).text.replaceAll('\u00a0', ' ')

  it('the code: until when, never to be given, how to ask for help (S1.26, OT-14)', () => {
    const letter: Letter = { template: 'login-code', parameters: { code: '012345', expiresAt: at } }
    expect(text(letter)).toMatch(/^ {4}012345$/m)
    expect(text(letter)).toContain("valable 10 minutes, jusqu'à 14:32 (heure de Paris)")
    expect(text(letter)).toContain('Ne donnez jamais ce code')
    expect(text(letter, 'en')).toContain('valid for 10 minutes, until 14:32 (Paris time)')
    expect(text(letter, 'en')).toContain('Never give this code')
  })

  it('the invitation: which case, who invites, what lets me in, whom to trust (S1.21, S0.27)', () => {
    const invited = (access: 'initial-password' | 'activation-link' | 'existing-account') =>
      text({
        template: 'case-invitation',
        parameters: { caseReference: '24/00123', caseTitle: 'Fissures', invitedBy: 'Claude Martin', access },
      })
    expect(invited('initial-password')).toContain(
      'Expertise : 24/00123\nIntitulé : Fissures\nInvitation de : Claude Martin',
    )
    expect(invited('initial-password')).toContain('mot de passe provisoire')
    expect(invited('activation-link')).toContain('lien qui active')
    expect(invited('existing-account')).not.toContain('second message')
    expect(invited('existing-account')).toContain('viennent toujours de ne-pas-repondre@parvis.example')
  })

  it('the initial password: until when, and that it will be changed (RS-1)', () => {
    const letter: Letter = { template: 'initial-password', parameters: { password: 'k7Wq-dP2x', expiresAt: at } }
    expect(text(letter)).toMatch(/^ {4}k7Wq-dP2x$/m)
    expect(text(letter)).toContain(
      "jusqu'au 3 mars 2026 à 14:32 (heure de Paris). Vous choisirez votre propre mot de passe",
    )
    expect(text(letter, 'en')).toContain('until 3 March 2026 at 14:32 (Paris time)')
  })

  it('the new address is only recognised by who knows it', () => {
    const letter: Letter = {
      template: 'email-changed',
      parameters: { newAddress: 'claude.martin@exemple.fr', changedAt: at },
    }
    expect(text(letter).replaceAll('\u2060', '')).toContain('Nouvelle adresse : c•••@exemple.fr')
    expect(text(letter)).not.toContain('claude')
  })
})

it('what strangers typed stays one harmless line, in text and html', async () => {
  const typed = '"><script>alert(1)</script>\r\n\r\nCliquez: https://evil.example/ ou www.evil.example \u202etxet'
  const { text, html } = await posted(
    {
      template: 'case-invitation',
      parameters: { caseReference: typed, caseTitle: typed, invitedBy: typed, access: 'existing-account' },
    },
    'fr',
  )
  expect(urls(text)).toEqual([`${letterhead.portalOrigin}/`])
  expect(text).not.toContain('evil.example')
  expect(text.split('\n').filter((line) => line.includes('Cliquez'))).toHaveLength(3)
  expect(text).not.toContain('\u202e')
  expect(html).not.toContain('<script')
  expect(hrefs(html)).toEqual([`${letterhead.portalOrigin}/`])
})

describe('a mail with a hole', () => {
  const holes: readonly Letter[] = [
    // @ts-expect-error an unknown template
    { template: 'login-codes', parameters: { code: '012345', expiresAt: at } },
    // @ts-expect-error a missing parameter
    { template: 'login-code', parameters: { code: '012345' } },
    // @ts-expect-error the parameters of another mail
    { template: 'login-code', parameters: { changedAt: at } },
  ]

  it.each(holes)('neither compiles nor is written: %j', (letter) =>
    expect(() => composeMail(letter, 'fr', letterhead)).toThrow(),
  )
})
