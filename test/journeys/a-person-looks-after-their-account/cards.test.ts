import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { certificateOf } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'renewed', 'co-expert', 'sapiteur'] })
afterAll(() => portal.stop())

const card = (name: string) => portal.pki.card(name)

/** A second card of the account, as after a renewal. */
async function alsoBind(name: string, accountId: string): Promise<void> {
  const { accountId: stranger } = await portal.people.byCard(card(name))
  await portal.database
    .updateTable('certificate_binding')
    .set({ account_id: accountId })
    .where('account_id', '=', stranger)
    .execute()
}

describe('« mes cartes »', () => {
  it('shows authority, serial number, dates and last use, and blocks a lost card at once', async () => {
    const person = await portal.people.byCard(card('expert'))
    await alsoBind('renewed', person.accountId)
    const [lost, kept] = [portal.browser(), portal.browser()]
    await logInByCard(lost, card('expert'))
    await logInByCard(kept, card('renewed'))

    const account = await kept.open('/mon-compte')
    const [, second] = await portal.stores.bindings.listOf(person.accountId)
    expect(account.text).toContain('Mes cartes')
    expect(account.body.match(/Carte perdue/g)?.length).toBeGreaterThanOrEqual(2)
    expect(account.text).toMatch(/Dernière utilisation/)
    expect(second?.lastUsedAt).toBe(portal.clock.now())

    const [expertCard] = await portal.stores.bindings.listOf(person.accountId)
    const confirm = await kept.open(`/mon-compte/cartes/${expertCard?.id}/bloquer`)
    expect(confirm.title).toBe('Bloquer cette carte ?')
    expect(confirm.text).not.toContain('votre session se terminera aussi')
    expect((await lost.get('/mon-compte')).status).toBe(200)
    const done = await kept.press(confirm, 'Bloquer la carte')
    expect(done.text).toContain('La carte est bloquée.')

    expect((await lost.get('/mon-compte')).status).toBe(303)
    expect((await logInByCard(portal.browser(), card('expert'))).title).toBe('Cette carte a été bloquée')
    expect((await logInByCard(portal.browser(), card('renewed'))).title).toBe('Tableau de bord')
  })

  it('ends the session that blocks its own card', async () => {
    await portal.people.byCard(card('co-expert'), { profile: 'co-expert' })
    const browser = portal.browser()
    await logInByCard(browser, card('co-expert'))
    const path = /\/mon-compte\/cartes\/\w+\/bloquer/.exec((await browser.open('/mon-compte')).body)?.[0]
    const confirm = await browser.open(path ?? '')
    expect(confirm.text).toContain('votre session se terminera aussi')
    const done = await browser.press(confirm, 'Bloquer la carte')
    expect(done.url).toContain('/deconnexion')
    expect(done.text).toContain('La carte est bloquée.')
    expect((await browser.get('/mon-compte')).status).toBe(303)
  })

  it("never blocks somebody else's", async () => {
    const owner = await portal.people.byCard(card('sapiteur'), { profile: 'sapiteur' })
    const [theirs] = await portal.stores.bindings.listOf(owner.accountId)
    const browser = portal.browser()
    await logInByCard(browser, card('renewed'))
    const path = `/mon-compte/cartes/${theirs?.id}/bloquer`
    expect((await browser.get(path)).status).toBe(404)
    expect((await browser.post(path, {})).status).toBe(404)
    const [unchanged] = await portal.stores.bindings.listOf(owner.accountId)
    expect(unchanged?.status).toBe('active')
  })

  it('refuses a login that was under way with the card when it was blocked', async () => {
    const person = await portal.stores.bindings.findBySha256(card('sapiteur').sha256)
    await portal.people.publishTerms({ label: '2' })
    const browser = portal.browser()
    browser.insertCard(certificateOf(card('sapiteur')))
    const terms = await logInByCard(browser, card('sapiteur'))
    expect(terms.url).toContain('/cgu')
    await portal.stores.bindings.block(person?.id ?? '')
    await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect((await browser.get('/mon-compte')).status).toBe(303)
  })
})
