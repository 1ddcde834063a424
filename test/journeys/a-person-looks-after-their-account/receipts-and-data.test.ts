import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

describe('receipts of acceptances (GD-7)', () => {
  it('are listed, shown and downloaded: version, hash, instant, profile, means', async () => {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const browser = portal.browser()
    const terms = await logInByEmail(portal, browser, person)
    await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    const [version] = await portal.stores.terms.versions()
    const account = await browser.open('/mon-compte')
    const path = /\/mon-compte\/recus\/\w+/.exec(account.body)?.[0] ?? ''
    const receipt = await browser.open(path)
    expect(receipt.text).toContain(version?.sha256)
    expect(receipt.text).toContain('Email, mot de passe et code')

    const file = await browser.get(`${path}.json`)
    expect(file.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="recu-cgu-\w+\.json"$/),
      'cache-control': 'no-store',
    })
    expect(JSON.parse(file.body)).toEqual({
      number: path.split('/').at(-1),
      service: portal.origin,
      account: person.accountId,
      holder: expect.stringContaining('Camille ESSAI'),
      profile: 'intervenant-de-partie',
      method: 'email-code',
      version: '1',
      sha256: version?.sha256,
      acceptedAt: new Date(portal.clock.now()).toISOString(),
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it("are one's own only", async () => {
    const owner = await portal.people.byEmail()
    const [proof] = await portal.stores.terms.acceptancesOf(owner.accountId)
    const other = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, other)
    for (const path of [`/mon-compte/recus/${proof?.id}`, `/mon-compte/recus/${proof?.id}.json`]) {
      expect((await browser.get(path)).status).toBe(404)
      expect((await portal.browser().get(path)).status).toBe(303)
    }
  })
})

describe('the export of my data (GD-3)', () => {
  it('holds everything that is kept about a person, and nothing that opens anything', async () => {
    const person = await portal.people.byCard(portal.pki.card('expert'))
    const browser = portal.browser()
    await logInByCard(browser, portal.pki.card('expert'))
    const file = await browser.get('/mon-compte/mes-donnees.json')
    expect(file.headers['content-disposition']).toBe('attachment; filename="mes-donnees.json"')
    const data = JSON.parse(file.body)
    expect(data).toMatchObject({
      account: { id: person.accountId, email: person.email, profiles: ['expert'] },
      cards: [{ sha256: portal.pki.card('expert').sha256, status: 'active' }],
      cases: [{ profile: 'expert' }],
      sessions: [{ method: 'smart-card' }],
      logins: [{ outcome: 'succeeded' }],
      acceptances: [{ version: '1' }],
    })
    const [session] = await portal.stores.sessions.listOf(person.accountId, portal.clock.now())
    for (const secret of [session?.idHash, session?.handle, browser.cookies.get('__Host-parvis-session')]) {
      expect(file.body).not.toContain(secret)
    }
    const [entry] = await portal.stores.journal.latestAbout(person.accountId, ['account.exported'], 1)
    expect(entry?.occurredAt).toBe(portal.clock.now())
  })

  it('holds no password, not even as a hash', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const code = await giveEmailAndPassword(browser, person)
    await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    const { body } = await browser.get('/mon-compte/mes-donnees.json')
    expect(body).not.toContain('argon2')
    expect(body).not.toContain(PASSWORD)
  })

  it('needs a session, and owes nobody an acceptance', async () => {
    expect((await portal.browser().get('/mon-compte/mes-donnees.json')).status).toBe(303)
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    await portal.people.publishTerms({ label: '2' })
    for (const path of [
      '/mon-compte',
      '/mon-compte/mes-donnees.json',
      '/mon-compte/email',
      '/mon-compte/mot-de-passe',
    ]) {
      expect((await browser.get(path)).location).toMatch(/^\/cgu/)
    }
    expect((await browser.post('/mon-compte/profil', { profil: 'expert' })).location).toMatch(/^\/cgu/)
  })
})
