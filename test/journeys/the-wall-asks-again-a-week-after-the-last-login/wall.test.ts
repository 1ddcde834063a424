import { afterAll, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { certificateOf } from '../../support/test-people.ts'
import { codeSentTo, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert'], env: { PARVIS_PERSONAL_ACCOUNT_PORTAL: 'no' } })
afterAll(() => portal.stop())

const WALL = 'Choix du profil'
const MEMORY = '__Host-parvis-profil'

describe('the wall asks one question (S1.5, S1.6)', () => {
  it('with three answers', async () => {
    const wall = await portal.browser().open('/')
    expect(wall.text).toContain("Quel est votre profil d'utilisateur ?")
    expect([...wall.body.matchAll(/type="radio"[^>]*value="([^"]+)"/g)].map(([, value]) => value)).toEqual([
      'carte',
      'intervenant-de-partie',
      'sapiteur',
    ])
  })

  it('and a fourth where the operator offers personal accounts, also after a sign-in that could not go on', async () => {
    const offering = await startPortal({ env: { PARVIS_PERSONAL_ACCOUNT_PORTAL: 'yes' } })
    try {
      const browser = offering.browser()
      for (const path of ['/', '/connexion/code']) {
        const wall = await browser.open(path)
        expect(wall.body, path).toContain('value="candidat"')
      }
    } finally {
      await offering.stop()
    }
  })

  it.each(['', 'expert', 'candidat', '__proto__', 'constructor'])(
    'and takes no other answer than those: %j',
    async (profil) => {
      const answer = await portal.browser().post('/', { profil })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('Choisissez votre profil.')
    },
  )
})

describe('the wall asks again a week after the last login (S1.9)', () => {
  it('6 d 23 h 59 min after it: not yet; 7 d after it: yes', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)

    portal.clock.advance(7 * DAY_MS - MINUTE_MS)
    const remembered = await browser.open('/')
    expect(remembered.url).toContain('/connexion/email')
    expect(remembered.text).toContain('Partie / Intervenant de Partie')

    portal.clock.advance(MINUTE_MS)
    expect((await browser.open('/')).title).toBe(WALL)
  })

  it('and remembers a card as a card', async () => {
    const card = portal.pki.card('expert')
    await portal.people.byCard(card)
    const browser = portal.browser()
    expect((await logInByCard(browser, card)).title).toBe('Tableau de bord')
    portal.clock.advance(7 * DAY_MS - 1)
    expect((await browser.open('/')).url).toBe(`${portal.origin}/connexion/carte`)
    portal.clock.advance(1)
    expect((await browser.open('/')).title).toBe(WALL)
  })

  it('counting from each login anew', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    for (const days of [6, 6, 6]) {
      await logInByEmail(portal, browser, person)
      portal.clock.advance(days * DAY_MS)
      expect((await browser.open('/')).url).toContain('/connexion/email')
    }
    portal.clock.advance(DAY_MS)
    expect((await browser.open('/')).title).toBe(WALL)
  })

  it('and never stops asking before a login succeeded', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const form = await browser.press(await browser.open('/'), 'Continuer', { profil: 'sapiteur' })
    await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': 'un autre mot de passe' })
    expect((await browser.open('/')).title).toBe(WALL)
    expect([...browser.cookies.keys()]).toEqual([])
  })

  it('keeping the answer alone, without identity (SE-15)', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    expect(browser.cookies.get(MEMORY)).toBe(`intervenant-de-partie.${portal.clock.now()}`)
  })

  it.each([
    ['a login in the future', (now: number) => `carte.${now + 1}`],
    ['an unknown answer', (now: number) => `administrateur.${now}`],
    ['a property of every object', (now: number) => `constructor.${now}`],
    ['no instant', () => 'carte.'],
    ['far too many digits', () => `carte.${'9'.repeat(400)}`],
    ['percent signs that encode nothing', () => '%E0%A4%A'],
  ])('and when what the browser kept makes no sense: %s', async (_, value) => {
    const browser = portal.browser()
    browser.cookies.set(MEMORY, value(portal.clock.now()))
    expect(await browser.open('/')).toMatchObject({ status: 200, title: WALL })
  })
})

describe('on a shared computer nothing is remembered', () => {
  it('neither the answer nor the browser', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person, { 'poste-partage': 'oui' })
    expect([...browser.cookies.keys()]).toEqual(['__Host-parvis-session'])
    portal.clock.advance(DAY_MS)
    expect((await browser.open('/')).title).toBe(WALL)
  })

  it('after a card neither', async () => {
    const card = portal.pki.card('co-expert')
    await portal.people.byCard(card, { profile: 'co-expert' })
    const browser = portal.browser()
    browser.insertCard(certificateOf(card))
    const start = await browser.press(await browser.open('/'), 'Continuer', { profil: 'carte', 'poste-partage': 'oui' })
    expect((await browser.press(start, 'Présenter ma carte')).title).toBe('Tableau de bord')
    expect([...browser.cookies.keys()]).toEqual(['__Host-parvis-session'])
  })

  it('and what was remembered before is forgotten', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    portal.clock.advance(DAY_MS)
    const form = await browser.open('/connexion/email?profil=intervenant-de-partie&poste-partage=oui')
    const code = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    expect(code.title).toContain('Code temporaire')
    await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(browser.cookies.has(MEMORY)).toBe(false)
  })
})

describe('« Changer de profil »', () => {
  it('is on every page: it ends the session, forgets the answer and shows the wall', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const landing = await logInByEmail(portal, browser, person)
    const before = new Map(browser.cookies)
    const wall = await browser.press(landing, 'Changer de profil')
    expect(wall.title).toBe(WALL)
    expect(wall.text).toContain('Votre choix de profil a été oublié.')
    expect(browser.cookies.has(MEMORY)).toBe(false)
    expect((await browser.open('/')).title).toBe(WALL)

    const thief = portal.browser()
    for (const [name, value] of before) thief.cookies.set(name, value)
    thief.cookies.delete(MEMORY)
    expect((await thief.open('/expertises')).title).toBe(WALL)
  })
})
