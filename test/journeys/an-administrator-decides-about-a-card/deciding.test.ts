import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONCERNS } from '../../../src/card-holder/review.ts'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { messagesFor } from '../../../src/messages/messages.ts'
import { capturedContext } from '../../commands/captured-context.ts'
import type { Browser } from '../../support/browser-client.ts'
import { relink } from '../../support/first-card-steps.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal({
  cards: [
    'expert',
    'co-expert',
    'clerk',
    'magistrate',
    'homonym',
    'siren-mismatch',
    'company-siren',
    'no-names',
    'no-siren',
  ],
})
afterAll(() => portal.stop())

const card = (name: string) => portal.pki.card(name)
const expert = await portal.people.byCard(card('expert'))
const administrator = await portal.people.byCard(card('magistrate'), {
  profile: 'magistrat-greffier',
  otherProfiles: ['sapiteur'],
})

async function run(...words: readonly string[]) {
  const context = capturedContext(portal.env, portal.clock)
  const status = await runCommandLine(words, context)
  return { status, complaints: context.complaints() }
}

/** @returns the reference of a request that waits for a decision about this card. */
async function queue(name: string, email = expert.email): Promise<string> {
  portal.clock.advance(16 * 60_000)
  const page = await relink(portal, portal.browser(), card(name), email)
  const [reference = ''] = /[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/.exec(page.text) ?? []
  return reference
}

async function comeIn(name = 'magistrate'): Promise<Browser> {
  const browser = portal.browser()
  await logInByCard(browser, card(name))
  return browser
}

const at = (reference: string) => `/admin/rattachements/${reference}`
const latest = async () =>
  (await portal.stores.journal.read(1, 100_000)).filter(({ event }) => event === 'relink.decided').at(-1)
const cardsOf = async (accountId: string) =>
  (await portal.stores.bindings.listOf(accountId)).map(({ sha256 }) => sha256)

beforeAll(async () => {
  const { status, complaints } = await run('account', 'administrator', administrator.email, '--why', 'désignée')
  if (status !== 0) throw new Error(complaints)
})

describe('an administrator decides about a card that did not match strictly', () => {
  it('comes from the dashboard, sees both certificates, and says why', async () => {
    const reference = await queue('siren-mismatch')
    const browser = await comeIn()
    const dashboard = await browser.open('/expertises')
    expect(dashboard.text).toContain('1 demande en attente')
    const list = await browser.open('/admin/rattachements')
    expect(list.text).toContain(reference)

    const page = await browser.open(at(reference))
    expect(page.title).toBe('Rattacher cette carte ?')
    const [bound] = await portal.stores.bindings.listOf(expert.accountId)
    for (const told of [bound?.siren, bound?.serialNumber, bound?.label, expert.email, 'différent']) {
      expect(page.text).toContain(told)
    }
    expect(page.text).toContain('Deux champs du certificat donnent deux SIREN différents.')

    const done = await browser.press(page, 'Rattacher la carte', { motif: ' Pièce comparée. ' })
    expect(done.text).toContain('La carte est rattachée au compte.')
    expect(await cardsOf(expert.accountId)).toContain(card('siren-mismatch').sha256)
    expect((await latest())?.data).toMatchObject({
      reference,
      verdict: 'approved',
      by: administrator.accountId,
      reason: 'Pièce comparée.',
    })
    expect(portal.mail.to(expert.email)[0]?.subject).toContain('une carte a été rattachée')
    expect((await browser.open(at(reference))).text).toMatch(/Carte rattachée par Camille ESSAI.*Pièce comparée\./s)
  })

  it('refuses, and the card opens nothing', async () => {
    const reference = await queue('company-siren')
    const browser = await comeIn()
    const done = await browser.press(await browser.open(at(reference)), 'Refuser', { motif: 'Société.' })
    expect(done.text).toContain('La demande est refusée.')
    expect(await cardsOf(expert.accountId)).not.toContain(card('company-siren').sha256)
    expect((await latest())?.data).toMatchObject({ verdict: 'refused', by: administrator.accountId })
  })

  it.each([
    ['Rattacher la carte', ''],
    ['Refuser', '   '],
    ['Refuser', 'x'.repeat(1_001)],
  ])('not without a reason of some sentences: « %s » with %j', async (button, motif) => {
    const reference = await queue('no-names')
    const browser = await comeIn()
    const page = await browser.press(await browser.open(at(reference)), button, { motif })
    expect(page.status).toBe(400)
    expect(page.title).toMatch(/^Erreur/)
    expect((await portal.stores.relinkRequests.findByReference(reference))?.status).toBe('pending')
  })

  it('once: of two administrators the second is told, and changes nothing', async () => {
    const reference = await queue('no-siren')
    const [first, second] = [await comeIn(), await comeIn()]
    const pages = [await first.open(at(reference)), await second.open(at(reference))] as const
    await first.press(pages[0], 'Refuser', { motif: 'Non.' })
    const late = await second.press(pages[1], 'Rattacher la carte', { motif: 'Oui.' })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/ne peut plus être rattachée.*Demande refusée par/s)
    expect(await cardsOf(expert.accountId)).not.toContain(card('no-siren').sha256)
  })

  it('never about their own account', async () => {
    const reference = await queue('clerk', administrator.email)
    const browser = await comeIn()
    const page = await browser.open(at(reference))
    expect(page.text).toContain('une autre personne décide')
    const answer = await browser.post(at(reference), { motif: 'Moi.', action: 'rattacher' })
    expect(answer.status).toBe(403)
    expect((await portal.stores.relinkRequests.findByReference(reference))?.status).toBe('pending')
    expect(await cardsOf(administrator.accountId)).not.toContain(card('clerk').sha256)
  })

  it('has a sentence for everything that can be odd about a card, in both languages', () => {
    for (const locale of ['fr', 'en'] as const) {
      expect(Object.keys(messagesFor(locale).admin.concerns).sort()).toEqual(Object.keys(CONCERNS).sort())
    }
  })
})

describe('for everybody else these pages do not exist', () => {
  const others: readonly (readonly [who: string, come: () => Promise<Browser>])[] = [
    ['nobody', async () => portal.browser()],
    ['an expert with a card', () => comeIn('expert')],
    [
      'a party by e-mail',
      async () => {
        const browser = portal.browser()
        await logInByEmail(portal, browser, await portal.people.byEmail())
        return browser
      },
    ],
    [
      'an administrator who came by e-mail',
      async () => {
        const person = await portal.people.byEmail({ profile: 'sapiteur' })
        await portal.stores.administrators.appoint(person.accountId, portal.clock.now())
        const browser = portal.browser()
        await logInByEmail(portal, browser, person)
        return browser
      },
    ],
    [
      'an administrator who was dismissed meanwhile',
      async () => {
        const person = await portal.people.byCard(card('co-expert'), { profile: 'co-expert' })
        await run('account', 'administrator', person.email, '--why', 'essai')
        const browser = await comeIn('co-expert')
        expect((await browser.get('/admin/rattachements')).status).toBe(200)
        await run('account', 'administrator', person.email, '--remove', '--why', 'fin')
        return browser
      },
    ],
  ]

  it.each(others)('%s', async (_, come) => {
    const reference = await queue('homonym')
    const browser = await come()
    expect((await browser.get('/admin/rattachements')).status).toBe(404)
    expect((await browser.get(at(reference))).status).toBe(404)
    for (const action of ['rattacher', 'refuser']) {
      expect((await browser.post(at(reference), { motif: 'Parce que.', action })).status).toBe(404)
    }
    expect((await portal.stores.relinkRequests.findByReference(reference))?.status).toBe('pending')
    expect((await browser.open('/expertises')).text).not.toContain('Cartes à rattacher')
  })

  it('nor does a request that was never made, for an administrator', async () => {
    const browser = await comeIn()
    expect((await browser.get(at('AAAAA-AAAAA'))).status).toBe(404)
  })

  it('who is one is in the journal, with who said so and why', async () => {
    const entries = await portal.stores.journal.latestAbout(
      administrator.accountId,
      ['account.administrator-appointed', 'account.administrator-dismissed'],
      10,
    )
    expect(entries.map(({ event, data }) => [event, data['reason']])).toEqual([
      ['account.administrator-appointed', 'désignée'],
    ])
    expect(entries[0]?.data['by']).toContain('command line')
    expect(await run('account', 'administrator', 'personne@nulle-part.test')).toMatchObject({ status: 1 })
  })
})
