import * as client from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import { createArgon2Hasher } from '../../../src/adapters/argon2-hasher.ts'
import { MINUTE_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { callbackOf, registerApplication, type Tokens } from './support/application.ts'
import { arrive, press, signInByCard, signInByEmail } from './support/ways-in.ts'

const portal = await startPortal({ cards: ['sapiteur'] })
afterAll(() => portal.stop())

const CARD = 'urn:parvis:acr:cert-hw'
const SOFTWARE = 'urn:parvis:acr:cert-sw'
const CODE = 'urn:parvis:acr:pwd-mail'
const application = await registerApplication(portal, { name: 'Dossiers' })

/** Somebody who comes by e-mail and has a card in the drawer; experts with a card come with it. */
const card = portal.pki.card('sapiteur')
const sapiteur = await portal.people.byCard(card, { profile: 'sapiteur' })
await portal.people.invite(sapiteur, 'sapiteur')
const hash = await createArgon2Hasher().hash(PASSWORD)
await portal.stores.passwords.set(sapiteur.accountId, { hash, kind: 'chosen', expiresAt: undefined }, 0)

const demand = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, ...acr } } }) })
const acrOf = (tokens: Tokens): unknown => tokens.claims()?.['acr']
const errorOf = (location: string): string | null => new URL(location).searchParams.get('error')

async function sapiteurByCode() {
  // Five codes are sent in 15 minutes, and no more.
  portal.clock.advance(4 * MINUTE_MS)
  const browser = portal.browser()
  await logInByEmail(portal, browser, sapiteur)
  return browser
}

describe('an essential acr', () => {
  it('leads from the code up to the card: same session, same sid, other applications stay', async () => {
    const other = await registerApplication(portal)
    const browser = await sapiteurByCode()
    const before = await application.enter(browser)
    const elsewhere = await other.enter(browser)
    expect(acrOf(before)).toBe(CODE)

    portal.clock.advance(MINUTE_MS)
    const begun = await application.begin(demand({ values: [SOFTWARE, CARD] }))
    const page = await arrive(browser, begun.url)
    expect(page.title).toBe('Votre carte est demandée')
    const cardPage = await arrive(
      browser,
      /href="(\/connexion\/carte[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '',
    )
    const out = await signInByCard(browser, cardPage, card)
    const after = await application.redeem(begun, out.location)
    expect(after.claims()).toMatchObject({ acr: CARD, amr: ['pop', 'hwk', 'pin', 'mfa'] })
    expect(after.claims()?.['sid']).toBe(before.claims()?.['sid'])
    expect(Number(after.claims()?.['auth_time'])).toBeGreaterThan(Number(before.claims()?.['auth_time']))

    const refreshed = await client.refreshTokenGrant(other.config, elsewhere.refresh_token ?? '')
    expect(acrOf(refreshed)).toBe(CODE)
  })

  it('sends those who are not logged in to the card, without the wall', async () => {
    const browser = portal.browser()
    const begun = await application.begin(demand({ value: CARD }))
    const page = await arrive(browser, begun.url)
    expect(page.text).toContain('Présenter ma carte')
    const out = await signInByCard(browser, page, card)
    expect(acrOf(await application.redeem(begun, out.location))).toBe(CARD)
  })

  it('that cannot be reached is an error: no card to show, or a value that nobody knows', async () => {
    const party = await portal.people.byEmail()
    const byCode = portal.browser()
    await logInByEmail(portal, byCode, party)
    const unmet = 'unmet_authentication_requirements'
    const demanded = await application.begin(demand({ value: CARD }))
    expect(errorOf(await callbackOf(byCode, demanded.url))).toBe(unmet)

    for (const value of ['urn:parvis:acr:gold', 'eidas3']) {
      const unknown = await application.begin(demand({ value }))
      expect(errorOf(await callbackOf(portal.browser(), unknown.url)), value).toBe(unmet)
    }
  })

  it('is answered by one of the values that were asked for (OpenID Connect Core §5.5.1.1)', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card)
    expect(acrOf(await application.enter(browser, demand({ value: CODE })))).toBe(CODE)
    expect(acrOf(await application.enter(browser, demand({ values: [CODE, SOFTWARE] })))).toBe(SOFTWARE)
    expect(acrOf(await application.enter(browser, { acr_values: CODE }))).toBe(CARD)
    expect(acrOf(await application.enter(browser, demand({})))).toBe(CARD)
  })

  it('with prompt=none is an error at once', async () => {
    const browser = await sapiteurByCode()
    const begun = await application.begin({ prompt: 'none', ...demand({ value: CARD }) })
    expect(errorOf(await callbackOf(browser, begun.url))).toBe('unmet_authentication_requirements')
  })

  it('that is no text is refused', async () => {
    for (const acr of [{ value: 3 }, { values: 'x' }, { values: [{}] }]) {
      const begun = await application.begin(demand(acr))
      expect(errorOf(await callbackOf(portal.browser(), begun.url)), JSON.stringify(acr)).toBe('invalid_request')
    }
  })
})

describe('acr_values, a wish', () => {
  it('offers the card to those who have one, and goes on without it', async () => {
    const browser = await sapiteurByCode()
    const begun = await application.begin({ acr_values: CARD })
    const page = await arrive(browser, begun.url)
    expect(page.text).toContain('Dossiers préfère une connexion avec votre carte')
    const out = await press(browser, page, 'Continuer sans carte')
    expect(acrOf(await application.redeem(begun, out.location))).toBe(CODE)
  })

  it('asks nothing of those who have none, nor with prompt=none', async () => {
    const browser = portal.browser()
    await logInByEmail(portal, browser, await portal.people.byEmail())
    expect(acrOf(await application.enter(browser, { acr_values: CARD }))).toBe(CODE)
    expect(acrOf(await application.enter(await sapiteurByCode(), { acr_values: CARD, prompt: 'none' }))).toBe(CODE)
  })
})

describe('an application', () => {
  it('may demand a level of everybody, whatever the request says', async () => {
    const strict = await registerApplication(portal, { minimumLevel: 'certificate-hardware' })
    const begun = await strict.begin()
    const browser = portal.browser()
    const page = await arrive(browser, begun.url)
    expect(page.text).toContain('Présenter ma carte')
    const out = await signInByCard(browser, page, card)
    expect(acrOf(await strict.redeem(begun, out.location))).toBe(CARD)
    expect((await arrive(await sapiteurByCode(), (await strict.begin()).url)).title).toBe('Votre carte est demandée')
  })

  it('is told on the French scale as the operator decided; a party is declarative', async () => {
    const french = await registerApplication(portal, {
      frenchScale: { card: 'eidas2', code: 'eidas1-mfa', decision: 'note 2026-04' },
    })
    const [byCard, byCode, party] = [portal.browser(), await sapiteurByCode(), portal.browser()]
    await logInByCard(byCard, card)
    await logInByEmail(portal, party, await portal.people.byEmail())
    expect(acrOf(await french.enter(byCard))).toBe('eidas2')
    expect(acrOf(await french.enter(byCode))).toBe('eidas1-mfa')
    expect(acrOf(await french.enter(party))).toBe('eidas0-mfa')
    expect(acrOf(await french.enter(byCard, demand({ values: ['eidas1', 'eidas3'] })))).toBe('eidas1')
    const unreachable = await french.begin(demand({ value: 'eidas3' }))
    expect(errorOf(await callbackOf(byCard, unreachable.url))).toBe('unmet_authentication_requirements')
  })

  it('that is open to one kind of people sends them to their own door', async () => {
    const forParties = await registerApplication(portal, { profiles: ['intervenant-de-partie'] })
    const begun = await forParties.begin()
    const browser = portal.browser()
    const form = await arrive(browser, begun.url)
    expect(form.title).toBe('Partie / Intervenant de Partie')
    const out = await signInByEmail(portal, browser, form, await portal.people.byEmail())
    expect((await forParties.redeem(begun, out.location)).claims()?.['active_profile']).toBe('intervenant-de-partie')
  })
})
