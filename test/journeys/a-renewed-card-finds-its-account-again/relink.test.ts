import { afterAll, describe, expect, it } from 'vitest'
import { answerQuestion, claimAccount, relink } from '../../support/first-card-steps.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({
  cards: [
    'expert',
    'co-expert',
    'renewed',
    'homonym',
    'siren-mismatch',
    'company-siren',
    'no-names',
    'no-siren',
    'clerk',
    'magistrate',
  ],
})
afterAll(() => portal.stop())

const card = (name: string) => portal.pki.card(name)
const expert = await portal.people.byCard(card('expert'))
const cardsOf = async (accountId: string) =>
  (await portal.stores.bindings.listOf(accountId)).map(({ sha256 }) => sha256)
const waiting = () => portal.stores.relinkRequests.list('pending')

describe('a renewed card finds its account again (S1.35, S2.32)', () => {
  it('by itself, when the code is right and SIREN, surname and given names are those of the former card', async () => {
    const page = await relink(portal, portal.browser(), card('renewed'), expert.email)
    expect(new URL(page.url).pathname).toBe('/expertises')
    expect(await cardsOf(expert.accountId)).toContain(card('renewed').sha256)
    expect(portal.mail.to(expert.email)[0]?.subject).toContain('une carte a été rattachée')
  })

  it('and both cards open it from then on', async () => {
    for (const name of ['expert', 'renewed']) {
      expect(new URL((await logInByCard(portal.browser(), card(name))).url).pathname, name).toBe('/expertises')
    }
  })

  it.each([
    ['homonym', 'the same names and another SIREN'],
    ['siren-mismatch', 'two SIREN that differ'],
    ['company-siren', 'an organization that is not the holder'],
    ['no-names', 'no names'],
    ['no-siren', 'no SIREN'],
  ])('is queued for an administrator when it has %s: %s', async (name) => {
    portal.clock.advance(16 * 60_000)
    const page = await relink(portal, portal.browser(), card(name), expert.email)
    expect(page.title).toBe('Votre demande est transmise')
    const [reference] = /[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/.exec(page.text) ?? []
    expect((await waiting()).map((request) => request.reference)).toContain(reference)
    expect(await cardsOf(expert.accountId)).not.toContain(card(name).sha256)
  })

  it('is queued when the authority writes an employer SIREN, which tells nobody apart', async () => {
    const magistrate = await portal.people.byCard(card('magistrate'), { profile: 'magistrat-greffier' })
    const page = await relink(portal, portal.browser(), card('clerk'), magistrate.email)
    expect(page.title).toBe('Votre demande est transmise')
    expect(await cardsOf(magistrate.accountId)).not.toContain(card('clerk').sha256)
  })
})

describe('relinking is the prime target, so nobody is attached', () => {
  it('to an address without account: the same pages, and no mail', async () => {
    const known = await claimAccount(portal.browser(), card('co-expert'), (await portal.people.byEmail()).email)
    const unknown = await claimAccount(portal.browser(), card('co-expert'), 'personne@nulle-part.test')
    expect(unknown.status).toBe(known.status)
    expect(unknown.title).toBe(known.title)
    expect(portal.mail.to('personne@nulle-part.test')).toEqual([])
  })

  it.each([
    '',
    ' ',
    'a@b',
    'camille.fictive@experts.test,autre@experts.test',

    'x@y.test\r\nBcc: z@y.test',
  ])('to the address %j', async (email) => {
    const form = await answerQuestion(portal.browser(), card('co-expert'), 'oui')
    const browser = portal.browser()
    const page = await browser.press(await answerQuestion(browser, card('co-expert'), 'oui'), 'Recevoir un code', {
      email,
    })
    expect(form.status).toBe(200)
    expect(page.status).toBe(400)
  })

  it('to an address that only looks alike', async () => {
    const before = portal.mail.to(expert.email).length
    const [local = '', domain = ''] = expert.email.split('@')
    // Cyrillic е instead of Latin e.
    const page = await claimAccount(portal.browser(), card('co-expert'), `${local.replace(/.$/, 'е')}@${domain}`)
    const alike = await claimAccount(portal.browser(), card('co-expert'), `${local}@е${domain.slice(1)}`)
    expect([page.status, alike.status]).toEqual([400, 200])
    expect(portal.mail.to(expert.email)).toHaveLength(before)
  })

  it('by a code that another sign-in got, or in another browser', async () => {
    portal.clock.advance(16 * 60_000)
    const victim = await portal.people.byEmail()
    const mine = portal.browser()
    const page = await claimAccount(mine, card('co-expert'), victim.email)
    const code = await codeSentTo(portal, victim.email)
    const tentative = new URL(page.url).searchParams.get('tentative') ?? ''
    const stolen = await portal.browser().post('/connexion/code', { tentative, code })
    expect(stolen.status).toBe(409)
    const thief = portal.browser()
    const theirs = await claimAccount(thief, card('homonym'), 'personne@nulle-part.test')
    const wrong = await thief.press(theirs, 'Continuer', { code })
    expect(wrong.status).toBe(401)
    expect(await cardsOf(victim.accountId)).toEqual([])
  })

  it('by another card presented between the steps: the code belongs to the card it was asked with', async () => {
    portal.clock.advance(16 * 60_000)
    const browser = portal.browser()
    const first = await claimAccount(browser, card('co-expert'), expert.email)
    const code = await codeSentTo(portal, expert.email)
    await logInByCard(browser, card('homonym'))
    const page = await browser.follow(await browser.submit(first, 'Continuer', { code }))
    expect(page.title).toBe('Votre demande est transmise')
    expect(await cardsOf(expert.accountId)).not.toContain(card('homonym').sha256)
    expect(await cardsOf(expert.accountId)).not.toContain(card('co-expert').sha256)
  })

  it('twice, however many requests bring the right code at once', async () => {
    portal.clock.advance(16 * 60_000)
    const browser = portal.browser()
    const before = (await waiting()).length
    const page = await claimAccount(browser, card('co-expert'), expert.email)
    const code = await codeSentTo(portal, expert.email)
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.submit(page, 'Continuer', { code })))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await waiting()).toHaveLength(before + 1)
  })

  it('without a code: neither an empty body, nor a jump, nor the back button helps', async () => {
    portal.clock.advance(16 * 60_000)
    const browser = portal.browser()
    const page = await claimAccount(browser, card('co-expert'), expert.email)
    const tentative = new URL(page.url).searchParams.get('tentative') ?? ''
    expect((await browser.post('/connexion/code', { tentative })).status).toBe(400)
    for (const path of ['/connexion/suite', '/cgu', '/inscription', '/rattachement/compte', '/expertises']) {
      const answer = await browser.follow(await browser.get(`${path}?tentative=${tentative}`))
      expect(answer.url, path).not.toContain('/expertises/')
      expect(answer.title, path).not.toBe('Tableau de bord')
    }
    expect(await cardsOf(expert.accountId)).not.toContain(card('co-expert').sha256)
  })
})
