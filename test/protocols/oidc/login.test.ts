import * as client from 'openid-client'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { callbackOf, registerApplication, type Tokens } from './support/application.ts'
import { arrive, press, signInByCard, signInByEmail } from './support/ways-in.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

const card = portal.pki.card('expert')
const expert = await portal.people.byCard(card)
const application = await registerApplication(portal, { name: 'Dossiers' })

const claim = (tokens: Tokens, name: string): unknown => tokens.claims()?.[name]

describe('a login that an application asked for', () => {
  it('goes through the wall, the password and the code, and ends in the application', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const begun = await application.begin({ scope: 'openid profile email case' })
    const wall = await arrive(browser, begun.url)
    expect(wall.title).toBe('Choix du profil')
    const out = await signInByEmail(portal, browser, wall, person)
    const tokens = await application.redeem(begun, out.location)
    expect(tokens.claims()).toMatchObject({
      iss: `${portal.origin}/oidc`,
      acr: 'urn:parvis:acr:pwd-mail',
      amr: ['pwd', 'mail'],
      active_profile: 'intervenant-de-partie',
      idp_id: 'email-code',
      cgu_version: '1',
    })
    const user = await client.fetchUserInfo(application.config, tokens.access_token, tokens.claims()?.sub ?? '')
    expect(user).toMatchObject({
      given_name: 'Camille',
      email: person.email,
      email_verified: true,
      case: { id: person.expertises[0], court: "Cour d'appel de Bourges" },
    })
    expect(user['usual_name']).toBe(user['family_name'])
  })

  it('tells of a card: how strong, whose, until when; never who it is in the ID token', async () => {
    const browser = portal.browser()
    const begun = await application.begin({ scope: 'openid profile siren roles certificate' })
    const out = await signInByCard(browser, await arrive(browser, begun.url), card)
    const tokens = await application.redeem(begun, out.location)
    const { notAfter } = (await portal.stores.bindings.listOf(expert.accountId))[0] ?? { notAfter: 0 }
    expect(tokens.claims()).toMatchObject({
      acr: 'urn:parvis:acr:cert-hw',
      amr: ['pop', 'hwk', 'pin', 'mfa'],
      active_profile: 'expert',
      certificate_expires_at: Math.floor(notAfter / 1000),
    })
    for (const personal of ['email', 'given_name', 'name', 'siren', 'case', 'cert'])
      expect(claim(tokens, personal), personal).toBeUndefined()
    const user = await client.fetchUserInfo(application.config, tokens.access_token, tokens.claims()?.sub ?? '')
    expect(user).toMatchObject({ roles: ['expert'], siren_source: 'certificate' })
    expect(user['siren']).toMatch(/^\d{9}$/)
    expect(user['cert']).toMatchObject({ not_after: Math.floor(notAfter / 1000) })
  })

  it('is not asked twice: the next application knows the person, under another sub', async () => {
    const [other, again] = [await registerApplication(portal), await registerApplication(portal)]
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    const first = await other.enter(browser)
    const second = await again.enter(browser)
    expect(claim(first, 'sub')).not.toBe(claim(second, 'sub'))
    expect(claim(first, 'sid')).not.toBe(claim(second, 'sid'))

    const elsewhere = portal.browser()
    portal.clock.advance(MINUTE_MS)
    await logInByEmail(portal, elsewhere, person)
    const later = await other.enter(elsewhere)
    expect(claim(later, 'sub')).toBe(claim(first, 'sub'))
    expect(claim(later, 'sid')).not.toBe(claim(first, 'sid'))
  })

  it('resumes whatever happens between: another profile, a forgotten password, terms, the language', async () => {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const browser = portal.browser()
    const begun = await application.begin()
    const wall = await arrive(browser, begun.url)
    const sapiteur = await press(browser, wall, 'Continuer', { profil: 'sapiteur' })
    const wallAgain = await press(browser, sapiteur, 'Changer de profil')
    const english = await press(browser, wallAgain, 'English')
    const french = await press(browser, english, 'Français')
    const form = await press(browser, french, 'Continuer', { profil: 'intervenant-de-partie' })

    await press(browser, await browser.open('/mot-de-passe-oublie'), 'Recevoir le lien', { email: person.email })
    const link = await vi.waitFor(() => {
      const found = /https:\S+jeton=[\w-]+/.exec(portal.mail.to(person.email)[0]?.text ?? '')?.[0]
      if (found === undefined) throw new Error('no link was mailed')
      return found
    })
    const chosen = 'canard soleil montagne verte'
    const change = await press(browser, await browser.open(link), 'Continuer')
    const login = await press(browser, change, 'Enregistrer', { 'nouveau-mot-de-passe': chosen, confirmation: chosen })
    expect(form.status).toBe(200)

    portal.clock.advance(MINUTE_MS)
    const terms = await signInByEmail(portal, browser, login, { ...person, password: chosen })
    expect(terms.url).toContain('/cgu')
    const out = await press(browser, terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(out.location).toContain(application.redirectUri)
    expect(claim(await application.redeem(begun, out.location), 'cgu_version')).toBe('1')
  })

  it('is forgotten by whoever goes to the front door instead', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await arrive(browser, (await application.begin()).url)
    const landing = await logInByEmail(portal, browser, person)
    expect(new URL(landing.url).pathname).toMatch(/^\/expertises\//)
  })

  it('cannot be finished in another browser, nor after its time', async () => {
    const browser = portal.browser()
    const wall = await arrive(browser, (await application.begin()).url)
    const interaction = new URL(wall.url).searchParams.get('suite') ?? ''
    expect(interaction).toMatch(/^\/oidc\/interaction\//)

    const thief = portal.browser()
    await logInByCard(thief, card)
    expect((await thief.get(interaction)).status).toBe(410)

    portal.clock.advance(60 * MINUTE_MS + SECOND_MS)
    expect((await browser.get(interaction)).status).toBe(410)
  })

  it('ends at the application when the person goes back', async () => {
    const demanding = await registerApplication(portal, { profiles: ['magistrat-greffier'] })
    const browser = portal.browser()
    await logInByCard(browser, card)
    const begun = await demanding.begin()
    const page = await arrive(browser, begun.url)
    expect(page.text).toContain("n'est pas ouverte au profil Expert")
    const back = page.forms.flatMap(({ buttons }) => buttons).find(({ label }) => label.startsWith('Revenir'))
    const out = new URL((await press(browser, page, back?.label ?? '')).location)
    expect(out.searchParams.get('error')).toBe('access_denied')
    expect(out.searchParams.get('state')).toBe(begun.state)
  })
})

describe('prompt', () => {
  it('none answers at once: who is there, or that a login is needed', async () => {
    const nobody = portal.browser()
    const silent = await application.begin({ prompt: 'none' })
    expect(new URL(await callbackOf(nobody, silent.url)).searchParams.get('error')).toBe('login_required')

    const browser = portal.browser()
    await logInByCard(browser, card)
    expect(claim(await application.enter(browser, { prompt: 'none' }), 'active_profile')).toBe('expert')
  })

  it('login and max_age ask for a new login, which keeps the session and its applications', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card)
    const first = await application.enter(browser)

    for (const parameters of [{ prompt: 'login' }, { max_age: '60' }, { max_age: '0' }]) {
      portal.clock.advance(2 * MINUTE_MS)
      const begun = await application.begin(parameters)
      const page = await arrive(browser, begun.url)
      expect(page.text, JSON.stringify(parameters)).toContain('Présenter ma carte')
      const out = await signInByCard(browser, page, card)
      const again = await application.redeem(begun, out.location)
      expect(Number(claim(again, 'auth_time'))).toBeGreaterThan(Number(claim(first, 'auth_time')))
      expect(claim(again, 'sid')).toBe(claim(first, 'sid'))
    }
    const refreshed = await client.refreshTokenGrant(application.config, first.refresh_token ?? '')
    expect(refreshed.claims()?.['auth_time']).toBe(claim(first, 'auth_time'))
  })

  it('max_age lets pass who logged in recently', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card)
    portal.clock.advance(5 * MINUTE_MS)
    const tokens = await application.enter(browser, { max_age: '600' })
    expect(claim(tokens, 'auth_time')).toBe(Math.floor(portal.clock.now() / 1000) - 300)
  })

  it('select_profile asks; one goes on, or changes at the wall', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByCard(browser, card)
    const begun = await application.begin({ prompt: 'select_profile' })
    const page = await arrive(browser, begun.url)
    expect(page.title).toBe('Avec quel profil ?')
    const out = await press(browser, page, 'Continuer en tant que Expert')
    expect(claim(await application.redeem(begun, out.location), 'active_profile')).toBe('expert')

    const second = await application.begin({ prompt: 'select_profile' })
    const wall = await press(browser, await arrive(browser, second.url), 'Changer de profil')
    expect(wall.title).toBe('Choix du profil')
    const other = await signInByEmail(portal, browser, wall, person)
    expect(claim(await application.redeem(second, other.location), 'active_profile')).toBe('intervenant-de-partie')
  })

  it('select_profile shows the wall to those whose choice the browser remembers', async () => {
    const browser = portal.browser()
    const page = await logInByCard(browser, card)
    await browser.press(page, 'Se déconnecter')
    const wall = await arrive(browser, (await application.begin({ prompt: 'select_profile' })).url)
    expect(wall.title).toBe('Choix du profil')
  })

  it('consent is given by the registration of the application', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card)
    expect(claim(await application.enter(browser, { prompt: 'consent' }), 'active_profile')).toBe('expert')
  })
})
