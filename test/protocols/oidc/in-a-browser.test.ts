import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as client from 'openid-client'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pathTo } from '../../support/debian.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo } from '../../support/test-people-logins.ts'
import { registerApplication, type TestApplication } from './support/application.ts'

/** Chromium applies form-action to every redirect of a posted form: the way to an application must not be one. */
needs('chromium')('a login and a logout in Chromium', () => {
  let portal: PortalUnderTest
  let application: TestApplication
  let browser: Browser
  let context: BrowserContext
  let server: Server
  let origin: string

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      if (request.method === 'POST') response.writeHead(303, { Location: `${portal.origin}/` }).end()
      else if (request.url === '/formulaire') {
        response.setHeader('Content-Security-Policy', "form-action 'self'")
        response.end('<form method="post"><button>Envoyer</button></form>')
      } else response.end(`<h1>Chez l'application</h1>`)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    portal = await startPortal()
    application = await registerApplication(portal, {
      redirectUris: [`${origin}/retour`],
      postLogoutRedirectUris: [`${origin}/adieu`],
    })
    browser = await chromium.launch({ executablePath: pathTo('chromium'), args: ['--no-sandbox', '--headless'] })
  })
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
    server?.close()
  })

  async function newPage(): Promise<Page> {
    context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'fr-FR' })
    return context.newPage()
  }

  it('the premise: a form whose answer leads to another origin goes nowhere', async () => {
    const page = await newPage()
    const violations: string[] = []
    page.on('console', (message) => violations.push(message.text()))
    await page.goto(`${origin}/formulaire`)
    await page.click('button')
    await expect.poll(() => violations.join()).toContain('form-action')
    expect(page.url()).toBe(`${origin}/formulaire`)
  })

  it('ends in the application, with a code that it can redeem; the logout too', async () => {
    const page = await newPage()
    const violations: string[] = []
    page.on('console', (message) => violations.push(message.text()))
    const person = await portal.people.byEmail()
    const begun = await application.begin()

    await page.goto(begun.url)
    await page.getByLabel('Partie / Intervenant de Partie').check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.fill('#email', person.email)
    await page.fill('#mot-de-passe', person.password)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.waitForSelector('#code')
    await page.fill('#code', await codeSentTo(portal, person.email))
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.waitForURL(`${origin}/retour?**`)
    expect(await page.textContent('h1')).toBe("Chez l'application")
    const tokens = await application.redeem(begun, page.url())
    expect(tokens.claims()?.['active_profile']).toBe('intervenant-de-partie')

    // Back does not fall into the page in between, which would go on with a code that is used up.
    await page.goBack()
    expect(new URL(page.url()).origin).toBe(portal.origin)
    expect(page.url()).not.toContain('/oidc/')

    const farewell = { client_id: application.id, post_logout_redirect_uri: `${origin}/adieu`, state: 'fin' }
    await page.goto(client.buildEndSessionUrl(application.config, farewell).href)
    await page.locator('main').getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(`${origin}/adieu?state=fin`)
    await page.goto(`${portal.origin}/mes-applications`)
    expect(await page.textContent('h1')).not.toBe('Mes applications')
    expect(violations.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  })
})
