import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { TestCard } from '../../../certs-test/cards.ts'
import { type FirefoxWithCard, openFirefox } from '../../support/firefox-with-card.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo } from '../../support/test-people-logins.ts'

// Starting a browser takes long where others use the machine too.
vi.setConfig({ testTimeout: 90_000 })

needs('firefox', 'certutil')('in a real Firefox', () => {
  let portal: PortalUnderTest
  let firefox: FirefoxWithCard | undefined
  beforeAll(async () => {
    portal = await startPortal({ cards: ['expert', 'revoked'] })
    await portal.people.byCard(portal.pki.card('expert'))
  })
  afterEach(async () => {
    await firefox?.close()
    firefox = undefined
  })
  afterAll(() => portal.stop())

  async function open(card?: TestCard): Promise<FirefoxWithCard> {
    firefox = await openFirefox(portal, card)
    await firefox.open(`${portal.origin}/`)
    return firefox
  }

  /** Fills in and presses as somebody would: the first button of the main form. */
  const send = ({ run }: FirefoxWithCard, fields: Readonly<Record<string, string>> = {}) =>
    run<void>(
      `for (const [name, value] of Object.entries(arguments[0])) {
         const input = document.querySelector('[name="' + name + '"][value="' + value + '"]') ?? document.getElementById(name)
         if (input.type === 'radio' || input.type === 'checkbox') input.click()
         else input.value = value
       }
       document.querySelector('main .button-primary').click()`,
      fields,
    )

  it('somebody comes in by e-mail, password, code and terms', async () => {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const browser = await open()
    await browser.heading("Quel est votre profil d'utilisateur ?")
    await send(browser, { profil: 'intervenant-de-partie' })
    await browser.heading('Partie / Intervenant de Partie')
    await send(browser, { email: person.email, 'mot-de-passe': person.password })
    const code = await codeSentTo(portal, person.email)
    await vi.waitFor(async () =>
      expect(await browser.run("return document.getElementById('code') !== null")).toBe(true),
    )
    await send(browser, { code })
    await browser.heading("Conditions générales d'utilisation")
    await send(browser, { acceptation: 'oui' })
    await browser.heading("Dossier d'essai")
  })

  it.each([
    ['expert', 'Tableau de bord'],
    ['revoked', 'Votre certificat a été révoqué'],
  ])('the card %s, from a file, over real mutual TLS: « %s »', async (name, heading) => {
    const browser = await open(portal.pki.card(name))
    await send(browser, { profil: 'carte' })
    await browser.heading('Connexion par carte ou clé USB')
    await send(browser)
    await browser.heading(heading)
  })

  it('nobody with a card at all is told so by a page of ours', async () => {
    const browser = await open()
    await send(browser, { profil: 'carte' })
    await browser.heading('Connexion par carte ou clé USB')
    await send(browser)
    await browser.heading("Aucun certificat n'a été présenté")
  })
})
