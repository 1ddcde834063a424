import * as client from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'
import { registerApplication, type Tokens } from './support/application.ts'
import { arrive } from './support/ways-in.ts'

const portal = await startPortal()
afterAll(() => portal.stop())
const application = await registerApplication(portal, { name: 'Dossiers', homeUri: 'https://dossiers.example/' })
const farewell = `https://${application.id}.example/adieu`

async function loggedIn(): Promise<Browser> {
  const browser = portal.browser()
  await logInByEmail(portal, browser, await portal.people.byEmail())
  return browser
}

const isIn = async (browser: Browser): Promise<boolean> => !(await browser.get('/expertises')).location.startsWith('/?')

const logoutUrl = (parameters: Readonly<Record<string, string>>): string =>
  client.buildEndSessionUrl(application.config, parameters).href

const withHint = ({ id_token: hint = '' }: Tokens, more: Readonly<Record<string, string>> = {}) =>
  logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: farewell, state: 'fin', ...more })

describe('logout that an application asks for', () => {
  it('with an ID token of this session ends it at once, and comes back', async () => {
    const browser = await loggedIn()
    const tokens = await application.enter(browser)
    const out = await browser.get(withHint(tokens))
    expect(out.location).toBe(`${farewell}?state=fin`)
    expect(await isIn(browser)).toBe(false)
    await expect(client.refreshTokenGrant(application.config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  it('without one asks the person; they may stay', async () => {
    const browser = await loggedIn()
    await application.enter(browser)
    const page = await arrive(browser, logoutUrl({ client_id: application.id, post_logout_redirect_uri: farewell }))
    expect(page.title).toBe('Se déconnecter ?')
    expect(page.text).toContain('Dossiers propose de fermer votre session.')
    expect(await isIn(browser)).toBe(true)
    const out = await browser.submit(page, 'Se déconnecter')
    expect(out.location).toBe('/deconnexion')
    expect(await isIn(browser)).toBe(false)
  })

  it('with an ID token of another session asks too', async () => {
    const [former, browser] = [await loggedIn(), await loggedIn()]
    const tokens = await application.enter(former)
    const page = await arrive(browser, withHint(tokens))
    expect(page.title).toBe('Se déconnecter ?')
    expect(await isIn(browser)).toBe(true)
    const own = page.forms.find(({ action }) => action === '/deconnexion/application')
    const out = await browser.post(own?.action ?? '', {})
    expect(out.location).toBe(`${farewell}?state=fin`)
  })

  it('leads back those who are logged out already', async () => {
    const browser = await loggedIn()
    const tokens = await application.enter(browser)
    await browser.press(await browser.open('/expertises'), 'Se déconnecter')
    expect((await browser.get(withHint(tokens))).location).toBe(`${farewell}?state=fin`)
  })

  it.each(['https://ailleurs.test/', `${farewell}/`, `${farewell}?x=1`, 'javascript:alert(1)'])(
    'leads to no address that is not registered: %s',
    async (address) => {
      const browser = await loggedIn()
      const tokens = await application.enter(browser)
      const answer = await browser.get(withHint(tokens, { post_logout_redirect_uri: address }))
      expect(answer.status).toBe(400)
      expect(answer.location).toBe('')
      expect(await isIn(browser)).toBe(true)
    },
  )

  it('is not believed with a token that was altered or signed by somebody else', async () => {
    const browser = await loggedIn()
    const tokens = await application.enter(browser)
    const [header = '', payload = '', signature = ''] = (tokens.id_token ?? '').split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    for (const hint of [`${header}.${payload}.${signature.slice(4)}AAAA`, unsigned, 'x.y.z']) {
      const answer = await browser.get(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: farewell }))
      expect(answer.status, hint.slice(0, 20)).toBe(400)
    }
    expect(await isIn(browser)).toBe(true)
  })
})

describe('« Mes applications »', () => {
  it('shows what one is logged in to, through which session, and what became of it', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    expect((await browser.open('/mes-applications')).text).toContain("Aucune application n'est ouverte")
    await application.enter(browser)
    const page = await browser.open('/mes-applications')
    expect(page.body).toContain('href="https://dossiers.example/"')
    expect(page.text).toMatch(/Dossiers .* Cette session ouverte/)
    await browser.press(page, 'Se déconnecter')
    expect((await browser.get('/mes-applications')).location).toContain('/?suite=')
  })
})
