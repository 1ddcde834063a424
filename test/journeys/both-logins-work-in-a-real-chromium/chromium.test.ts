import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { insertIntoToken } from '../../support/card-token.ts'
import { openDisplay } from '../../support/card-token-display.ts'
import { type ChromiumWishes, type ChromiumWithCard, openChromium } from '../../support/chromium-with-card.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo } from '../../support/test-people-logins.ts'

// Starting a browser takes long where others use the machine too.
vi.setConfig({ testTimeout: 60_000 })

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENSHOTS = process.env['PARVIS_TEST_SCREENSHOTS']

needs('chromium', 'certutil')('in a real Chromium', () => {
  let portal: PortalUnderTest
  const opened: ChromiumWithCard[] = []
  beforeAll(async () => {
    portal = await startPortal({ cards: ['expert', 'expired', 'revoked', 'signature-only', 'co-expert'] })
    await portal.people.byCard(portal.pki.card('expert'))
    await portal.people.byCard(portal.pki.card('co-expert'), { profile: 'co-expert', terms: 'owed' })
  })
  afterAll(async () => {
    for (const browser of opened) await browser.close()
    await portal.stop()
  })

  async function open(wishes: ChromiumWishes = {}): Promise<Page> {
    const browser = await openChromium(portal, wishes)
    opened.push(browser)
    return browser.page
  }

  /** Looks at the page: no accessibility fault, nothing that the policy of the page forbids. */
  async function look(page: Page, name: string): Promise<void> {
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] })`,
    )) as AxeResults
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      name,
    ).toEqual([])
    if (SCREENSHOTS !== undefined) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true })
  }

  async function presentCard(page: Page): Promise<void> {
    await page.goto(`${portal.origin}/`)
    await page.getByRole('radio', { name: /certificat sur support physique/ }).check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('button', { name: 'Présenter ma carte' }).click()
  }

  it('somebody comes in by e-mail: wall, password, code, terms, case; and leaves', async () => {
    const person = await portal.people.byEmail({ terms: 'owed', cases: 2 })
    const page = await open()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))

    await page.goto(`${portal.origin}/`)
    await look(page, 'email-1-wall')
    await page.getByRole('radio', { name: 'Partie / Intervenant de Partie' }).check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await look(page, 'email-2-password')
    await page.getByLabel('Adresse email').fill(person.email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByLabel('Code temporaire').waitFor()
    await look(page, 'email-3-code')
    await page.getByLabel('Code temporaire').fill(await codeSentTo(portal, person.email))
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('checkbox', { name: /J'ai lu et j'accepte/ }).check()
    await look(page, 'email-4-terms')
    await page.getByRole('button', { name: 'Accepter et continuer' }).click()
    await page.waitForURL(`${portal.origin}/expertises/${person.expertises[0]}`)
    await look(page, 'email-5-case')
    await page.getByRole('link', { name: 'Accéder aux expertises' }).click()
    await look(page, 'email-6-cases')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor()
    await look(page, 'email-7-left')
    expect(complaints).toEqual([])
  })

  it('an expert comes in with a card from a file, over real mutual TLS, to the dashboard', async () => {
    const page = await open({ card: portal.pki.card('expert') })
    await page.goto(`${portal.origin}/`)
    await presentCard(page)
    await page.waitForURL(`${portal.origin}/expertises`)
    expect(await page.title()).toContain('Tableau de bord')
    await look(page, 'card-1-dashboard')
    await page.reload()
    expect(await page.title()).toContain('Tableau de bord')
  })

  it('the terms gate stands before the dashboard of a card too', async () => {
    const page = await open({ card: portal.pki.card('co-expert') })
    await presentCard(page)
    await page.getByRole('checkbox', { name: /J'ai lu et j'accepte/ }).check()
    await page.getByRole('button', { name: 'Accepter et continuer' }).click()
    await page.waitForURL(`${portal.origin}/expertises`)
  })

  it.each([
    // Chromium offers neither of these two.
    ['expired', "Aucun certificat n'a été présenté"],
    ['signature-only', "Aucun certificat n'a été présenté"],
    ['revoked', 'Votre certificat a été révoqué'],
  ])('a card that is %s gets its page, and may try again', async (name, title) => {
    const page = await open({ card: portal.pki.card(name) })
    await presentCard(page)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await look(page, `card-2-${name}`)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { name: title }).waitFor()
  })

  it('nobody with a card at all is told so by a page of ours', async () => {
    const page = await open()
    await presentCard(page)
    await page.getByRole('heading', { name: "Aucun certificat n'a été présenté" }).waitFor()
    await look(page, 'card-3-none')
  })

  it('« Tester ma carte » shows each check', async () => {
    const page = await open({ card: portal.pki.card('expert') })
    await page.goto(`${portal.origin}/tester-ma-carte`)
    await look(page, 'test-1-start')
    await page.getByRole('main').getByRole('button', { name: 'Tester ma carte' }).click()
    await page.getByText('Votre carte fonctionne').waitFor()
    await look(page, 'test-2-works')
  })

  needs(
    'chromium',
    'certutil',
    'softhsm',
    'pkcs11-tool',
    'xvfb',
    'xdotool',
  )('with a token and its PIN', () => {
    it('the right PIN opens the dashboard, and a wrong one is asked again by the browser', async () => {
      const display = await openDisplay()
      const token = insertIntoToken(portal.pki.card('expert'))
      try {
        const page = await open({ token, display: display.name })
        const presenting = presentCard(page)
        await display.typeInto('Unlock', '9999')
        await display.typeInto('Unlock', token.pin)
        await presenting
        await page.waitForURL(`${portal.origin}/expertises`)
        expect(await page.title()).toContain('Tableau de bord')
      } finally {
        await opened.pop()?.close()
        await display.close()
        token.remove()
      }
    })

    it('a PIN that is not given leads to a page of ours, not of the browser', async () => {
      const display = await openDisplay()
      const token = insertIntoToken(portal.pki.card('expert'))
      try {
        const page = await open({ token, display: display.name })
        await display.cancelEach('Unlock', presentCard(page))
        await page.getByRole('heading', { name: "Aucun certificat n'a été présenté" }).waitFor()
      } finally {
        await opened.pop()?.close()
        await display.close()
        token.remove()
      }
    })
  })
})
