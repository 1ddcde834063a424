import { afterAll, describe, expect, it } from 'vitest'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { TRUSTED_PROXIES } from '../../attacks/proxies/protected-site.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { certificateOf } from '../../support/test-people.ts'
import { atApplication, comeBack, enter, loggedIn, register, setOut, verified } from './as-proxy.ts'

const portal = await startPortal({ env: TRUSTED_PROXIES, cards: ['expert'] })
afterAll(() => portal.stop())

const party = await loggedIn(portal, await portal.people.byEmail())
const admin = { prefix: '/admin', minimumLevel: 'certificate-software', profiles: undefined } as const

describe('an application that asks for more', () => {
  it('than the profile of the session explains it at the portal, and lets nobody in', async () => {
    const application = await register(portal, { profiles: ['expert'], name: 'Le greffe' })
    const at = atApplication(portal, application)
    const browser = await loggedIn(portal, await portal.people.byEmail())
    const page = await browser.get(await setOut(at))
    expect(page).toMatchObject({ status: 200, location: '', title: 'Avec quel profil ?' })
    expect(page.text).toContain("Le greffe n'est pas ouverte au profil")
    const wall = await browser.press(page, 'Changer de profil')
    expect(wall.title).toBe('Choix du profil')
    expect((await browser.get('/expertises')).status).toBe(303)
  })

  it('than a code asks for the card, and takes the person back to the page with it', async () => {
    const card = portal.pki.card('expert')
    const who = await portal.people.byCard(card, { otherProfiles: ['intervenant-de-partie'] })
    const withPassword = await portal.people.byEmail()
    const application = await register(portal, { stricterPaths: [admin] })
    const at = atApplication(portal, application)
    const browser = await loggedIn(portal, withPassword)
    await enter(at, browser)
    expect((await at.ask('/')).status).toBe(200)
    expect((await at.ask('/admin/comptes')).status).toBe(403)
    const sent = await at.ask('/admin/comptes', NAVIGATION)
    expect(sent.location).toBe('/.parvis/login?vers=%2Fadmin%2Fcomptes')

    const asked = await browser.get(await setOut(at, '/admin/comptes'))
    expect(asked.title).toBe('Votre carte est demandée')
    browser.insertCard(certificateOf(card))
    const href = /href="(\/connexion\/carte[^"]*)"/.exec(asked.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const start = await browser.get(href)
    const presented = await browser.submit(start, 'Présenter ma carte')
    const address = await browser.get(presented.location)
    const returned = await browser.get(address.location)
    const onward = await browser.get(returned.location)
    const back = await comeBack(at, onward.location)
    expect(back.location).toBe(`${application.origin}/admin/comptes`)
    const answer = await at.ask('/admin/comptes')
    expect(await verified(portal, answer, application.origin)).toMatchObject({
      acr: 'urn:parvis:acr:cert-hw',
      active_profile: who.profile,
    })
  })

  it.each([
    '/admin',
    '/admin/',
    '/Admin/x',
    '//admin/x',
    '/%61dmin',
    '/admin;v=1/x',
    '/x/..;/admin',
    '/x/../admin',
    '/./admin',
    '/x/%2e%2e/admin',
    '/x%2f..%2fadmin',
    '/%2fadmin',
    '/%5cadmin',
    '/a%255cb',
    '/%2561dmin',
    '/admin%20',
    '/admin.',
    '/%EF%BD%81dmin',
    '/%EF%BC%8Fadmin',
    '/admin?x=/public',
    '/%ff/admin',
  ])('for a part of it asks so under every spelling: %s', async (uri) => {
    const application = await register(portal, { stricterPaths: [admin] })
    const at = atApplication(portal, application)
    await enter(at, party)
    expect((await at.ask('/public')).status).toBe(200)
    expect((await at.ask(uri)).status).toBe(403)
  })

  it.each(['/', '/administration', '/public/admin', '/public?x=/admin', '/a?b=%2fadmin', '/%C3%A9t%C3%A9/a+b'])(
    'for a part of it leaves the rest alone: %s',
    async (uri) => {
      const application = await register(portal, { stricterPaths: [admin] })
      const at = atApplication(portal, application)
      await enter(at, party)
      expect((await at.ask(uri)).status).toBe(200)
    },
  )
})
