import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createArgon2Hasher } from '../../src/adapters/argon2-hasher.ts'
import { type SampleApplications, startApplications } from '../../src/commands/demo/applications.ts'
import { type ChromiumWishes, type ChromiumWithCard, openChromium } from '../support/chromium-with-card.ts'
import { needs } from '../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../support/portal-under-test.ts'
import { freePort } from '../support/server-process.ts'
import { PASSWORD, type TestPerson } from '../support/test-people.ts'
import { codeSentTo } from '../support/test-people-logins.ts'

// Starting a browser takes long where others use the machine too.
vi.setConfig({ testTimeout: 60_000 })

/** The samples look at the clock of the machine. */
const now = () => Date.now()

needs('chromium', 'certutil')('the sample applications, in a real Chromium', () => {
  let portal: PortalUnderTest
  let samples: SampleApplications
  let cases: string
  let files: string
  const opened: ChromiumWithCard[] = []

  beforeAll(async () => {
    portal = await startPortal({
      cards: ['expert', 'sapiteur'],
      env: {
        PARVIS_DEMO_CASE_APPLICATION_PORT: String(await freePort()),
        PARVIS_DEMO_PROTECTED_APPLICATION_PORT: String(await freePort()),
      },
    })
    samples = await startApplications(portal.settings, portal.pki, portal.clock.now())
    ;[cases = '', files = ''] = samples.links.map(({ url }) => url)
    portal.clock.set(now() + 1_000)
  })
  afterAll(async () => {
    for (const browser of opened) await browser.close()
    await samples.stop()
    await portal.stop()
  })

  async function open(wishes: ChromiumWishes = {}): Promise<Page> {
    const browser = await openChromium(portal, wishes)
    opened.push(browser)
    return browser.page
  }

  async function logInByEmail(
    page: Page,
    { email, password, profile }: Pick<TestPerson, 'email' | 'password' | 'profile'>,
  ): Promise<void> {
    await page.getByRole('radio', { name: profile === 'sapiteur' ? /^Sapiteur/ : /^Partie/ }).check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByLabel('Adresse email').fill(email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByLabel('Code temporaire').waitFor()
    portal.clock.set(now())
    await page.getByLabel('Code temporaire').fill(await codeSentTo(portal, email))
    await page.getByRole('button', { name: 'Continuer' }).click()
  }

  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

  it('behind a proxy: in by e-mail to the page that was wanted, out everywhere', async () => {
    const person = await portal.people.byEmail()
    const page = await open()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${files}?depuis=un-lien`)
    await logInByEmail(page, person)
    await page.waitForURL(`${files}?depuis=un-lien`)
    await heading(page, 'Salle des dossiers')
    expect(await page.textContent('body')).toContain('urn:parvis:acr:pwd-mail')

    await page.getByRole('button', { name: 'Se déconnecter partout' }).click()
    await heading(page, 'Vous êtes déconnecté')
    expect(complaints).toEqual([])
    portal.clock.set(now() + 1_000)
    await page.goto(files)
    expect(new URL(page.url()).origin).toBe(portal.origin)
  })

  it('by OpenID Connect: in by e-mail, and out of both from the application', async () => {
    const person = await portal.people.byEmail()
    const page = await open()
    await page.goto(cases)
    await page.getByRole('link', { name: 'Se connecter avec Parvis' }).click()
    await logInByEmail(page, person)
    await page.waitForURL(cases)
    await page.getByText('urn:parvis:acr:pwd-mail').waitFor()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(cases)
    await page.getByRole('link', { name: 'Se connecter avec Parvis' }).waitFor()
    await page.goto(`${portal.origin}/expertises`)
    await page.getByLabel('Adresse email').waitFor()
  })

  it('one session for both: from the dashboard by card, and closed in both from the portal', async () => {
    await portal.people.byCard(portal.pki.card('expert'))
    const page = await open({ card: portal.pki.card('expert') })
    await page.goto(`${portal.origin}/`)
    await page.getByRole('radio', { name: /certificat sur support physique/ }).check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('button', { name: 'Présenter ma carte' }).click()
    await page.waitForURL(`${portal.origin}/expertises`)

    portal.clock.set(now())
    await page.getByRole('link', { name: /Salle des dossiers/ }).click()
    await page.waitForURL(files)
    await page.getByRole('link', { name: 'Registre des consultations' }).click()
    await heading(page, 'Registre des consultations')
    expect(await page.textContent('body')).toContain('urn:parvis:acr:cert-hw')
    await page.goto(`${portal.origin}/expertises`)
    await page.getByRole('link', { name: /Les expertises \(exemple\)/ }).click()
    await page.getByRole('link', { name: 'Se connecter avec Parvis' }).click()
    await page.getByText('urn:parvis:acr:cert-hw').waitFor()

    await page.goto(`${portal.origin}/expertises`)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await heading(page, 'Vous êtes déconnecté')
    await expect
      .poll(
        async () => {
          portal.clock.set(now())
          await page.goto(cases)
          return page.getByRole('link', { name: 'Se connecter avec Parvis' }).count()
        },
        { timeout: 15_000 },
      )
      .toBe(1)
    await page.goto(files)
    expect(new URL(page.url()).origin).toBe(portal.origin)
  })

  it('one action asks for the card of somebody who came with a code', async () => {
    const card = portal.pki.card('sapiteur')
    const person = await portal.people.byCard(card, { profile: 'sapiteur' })
    await portal.people.invite(person, 'sapiteur')
    const hash = await createArgon2Hasher().hash(PASSWORD)
    const chosen = { hash, kind: 'chosen', expiresAt: undefined } as const
    await portal.stores.passwords.set(person.accountId, chosen, portal.clock.now())
    const page = await open({ card })
    await page.goto(cases)
    await page.getByRole('link', { name: 'Se connecter avec Parvis' }).click()
    await logInByEmail(page, person)
    await page.getByText('urn:parvis:acr:pwd-mail').waitFor()

    portal.clock.set(now())
    await page.getByRole('link', { name: 'Déposer le rapport' }).click()
    await heading(page, 'Votre carte est demandée')
    await page.getByRole('link', { name: 'Continuer avec ma carte' }).click()
    await page.getByRole('button', { name: 'Présenter ma carte' }).click()
    await heading(page, 'Déposer le rapport')
    await page.getByRole('button', { name: 'Déposer' }).click()
    await page.getByText('Rapport déposé par').waitFor()
    await page.getByText('urn:parvis:acr:cert-hw').waitFor()
  })
})
