import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1'
const portal = await startPortal()
afterAll(() => portal.stop())

/** Somebody with a session in this many browsers, the last one opened last. */
async function comeIn(...userAgents: readonly string[]) {
  const person = await portal.people.byEmail()
  const browsers = []
  for (const userAgent of userAgents) {
    const browser = portal.browser({ userAgent })
    await logInByEmail(portal, browser, person)
    browsers.push(browser)
    portal.clock.advance(31_000)
  }
  const [one = portal.browser(), other = portal.browser(), third = portal.browser()] = browsers
  return { person, one, other, third }
}

describe('« mes sessions » (SE-11)', () => {
  it('lists every session with its browser, and marks the one in use', async () => {
    const { one } = await comeIn(FIREFOX, SAFARI)
    const page = await one.open('/mon-compte')
    expect(page).toMatchObject({ status: 200, title: 'Mon compte' })
    expect(page.text).toMatch(/Safari, iPhone Intervenant de Partie Email, mot de passe et code Fermer /)
    expect(page.text).toMatch(/Firefox, Windows Intervenant de Partie Email, mot de passe et code celle-ci /)
  })

  it('closes one of them, at its next request', async () => {
    const { one, other } = await comeIn(FIREFOX, SAFARI)
    const page = await one.press(await one.open('/mon-compte'), 'Fermer')
    expect(page.text).toContain('La session est fermée.')
    expect((await other.get('/mon-compte')).status).toBe(303)
    expect((await one.get('/mon-compte')).status).toBe(200)
  })

  it('closes all the others', async () => {
    const { one, other, third } = await comeIn(FIREFOX, SAFARI, SAFARI)
    const page = await third.press(await third.open('/mon-compte'), 'Fermer toutes les autres sessions')
    expect(page.text).not.toContain('Fermer toutes les autres sessions')
    for (const browser of [one, other]) expect((await browser.get('/mon-compte')).status).toBe(303)
    expect((await third.get('/mon-compte')).status).toBe(200)
  })

  it("never closes somebody else's, whose handle was learnt somehow", async () => {
    const { one } = await comeIn(FIREFOX)
    const { person: victim, one: theirs } = await comeIn(SAFARI)
    const [session] = await portal.stores.sessions.listOf(victim.accountId, portal.clock.now())
    expect((await one.post('/mon-compte/sessions/fermer', { session: session?.handle ?? '' })).status).toBe(303)
    expect((await theirs.get('/mon-compte')).status).toBe(200)
  })

  it('does not show a session that was left idle too long', async () => {
    const { one, other } = await comeIn(FIREFOX, SAFARI)
    portal.clock.advance(20 * 60_000)
    await one.open('/mon-compte')
    portal.clock.advance(10 * 60_000)
    expect((await one.open('/mon-compte')).text).not.toContain(
      'Safari, iPhone Intervenant de Partie Email, mot de passe et code Fermer',
    )
    expect((await other.get('/mon-compte')).status).toBe(303)
  })
})

describe('« mes connexions » (LG-5)', () => {
  it('lists logins and refusals, the newest first, and holds no secret', async () => {
    const { person, one } = await comeIn(FIREFOX)
    const stranger = portal.browser({ userAgent: SAFARI })
    await giveEmailAndPassword(stranger, { email: person.email, password: 'pas le bon mot de passe' })
    const code = await giveEmailAndPassword(stranger, person)
    const right = await codeSentTo(portal, person.email)
    await stranger.press(code, 'Continuer', { code: right === '000000' ? '111111' : '000000' })

    const { text, body } = await one.open('/mon-compte')
    const logins = text.slice(text.indexOf('Mes connexions'), text.indexOf('Mes acceptations'))
    expect(logins.match(/refusée|réussie/g)).toEqual(['refusée', 'refusée', 'réussie'])
    expect(logins).toContain('Firefox, Windows')
    expect(body).not.toContain(right)
    expect(body).not.toContain('pas le bon')
  })
})
