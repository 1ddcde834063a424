import { createHash } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { TRUSTED_PROXIES } from '../../attacks/proxies/protected-site.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard } from '../../support/test-people-logins.ts'
import { atApplication, enter, loggedIn, register, verified } from './as-proxy.ts'

const portal = await startPortal({ env: TRUSTED_PROXIES, cards: ['expert'] })
afterAll(() => portal.stop())

describe('the answer to a proxy', () => {
  it('tells the application who it is, signed for it, for the method and for half a minute', async () => {
    const application = await register(portal)
    const who = await portal.people.byEmail()
    const at = atApplication(portal, application)
    await enter(at, await loggedIn(portal, who))
    const answer = await at.ask('/dossiers/12', { 'x-original-method': 'DELETE' })
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    const now = Math.floor(portal.clock.now() / 1000)
    expect(await verified(portal, answer, application.origin)).toMatchObject({
      htm: 'DELETE',
      host: new URL(application.origin).host,
      active_profile: 'intervenant-de-partie',
      acr: 'urn:parvis:acr:pwd-mail',
      amr: ['pwd', 'mail'],
      email: who.email,
      cgu_version: '1',
      case: { id: who.expertises[0], court: "Cour d'appel de Bourges" },
      iat: now,
      exp: now + 30,
    })
  })

  it('says how strong a card is, and until when it is valid', async () => {
    const card = portal.pki.card('expert')
    await portal.people.byCard(card)
    const browser = portal.browser()
    await logInByCard(browser, card)
    const application = await register(portal)
    const at = atApplication(portal, application)
    await enter(at, browser)
    expect(await verified(portal, await at.ask(), application.origin)).toMatchObject({
      acr: 'urn:parvis:acr:cert-hw',
      amr: ['pop', 'hwk', 'pin', 'mfa'],
      active_profile: 'expert',
      certificate_expires_at: expect.any(Number),
    })
  })

  it('knows a person by another name in each application, and by the same one at the next login', async () => {
    const [one, other] = [await register(portal), await register(portal)]
    const who = await portal.people.byEmail()
    const subjects = []
    for (const application of [one, one, other]) {
      portal.clock.advance(60_000)
      const at = atApplication(portal, application)
      await enter(at, await loggedIn(portal, who))
      subjects.push((await verified(portal, await at.ask(), application.origin)).sub)
    }
    expect(subjects[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(subjects[1]).toBe(subjects[0])
    expect(subjects[2]).not.toBe(subjects[0])
  })

  it('cannot be taken for another token, by another application, or later', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    await enter(at, await loggedIn(portal, await portal.people.byEmail()))
    const answer = await at.ask()
    expect(decodeProtectedHeader(String(answer.headers['parvisassertion']))).toMatchObject({
      typ: 'parvis-assertion+jwt',
      alg: 'ES256',
    })
    await expect(verified(portal, answer, 'https://ailleurs.example.fr')).rejects.toThrow(/aud/)
    portal.clock.advance(31_000)
    await expect(verified(portal, answer, application.origin)).rejects.toThrow(/exp/)
    await expect(jwtVerify(String(answer.headers['parvisassertion']), new Uint8Array(32))).rejects.toThrow()
  })

  it('has headers without a signature only where the operator wants them', async () => {
    const who = await portal.people.byEmail()
    const browser = await loggedIn(portal, who)
    const [signedOnly, plain] = [await register(portal), await register(portal, { plainHeaders: true })]
    const [first, second] = [atApplication(portal, signedOnly), atApplication(portal, plain)]
    await enter(first, browser)
    await enter(second, browser)
    expect(Object.keys((await first.ask()).headers).filter((name) => name.startsWith('parvis'))).toEqual([
      'parvisassertion',
    ])
    const { headers } = await second.ask()
    expect(headers).toMatchObject({
      parvisprofile: 'intervenant-de-partie',
      parvisacr: 'urn:parvis:acr:pwd-mail',
      parvisemail: who.email,
      parvisname: expect.stringMatching(/^Camille ESSAI \d+$/),
    })
    expect(headers['parvissubject']).toBe((await verified(portal, await second.ask(), plain.origin)).sub)
  })

  it('sends a page that somebody opens to log in, and tells anything else so', async () => {
    const at = atApplication(portal, await register(portal))
    const page = await at.ask('/a?b=%2F', NAVIGATION)
    expect(page).toMatchObject({ status: 303, location: '/.parvis/login?vers=%2Fa%3Fb%3D%252F' })
    expect((await at.ask('/a', { accept: 'text/html,*/*' })).status).toBe(303)
    for (const headers of [
      { accept: 'application/json' },
      { ...NAVIGATION, 'sec-fetch-mode': 'cors' },
      { ...NAVIGATION, 'sec-fetch-dest': 'iframe' },
      { ...NAVIGATION, 'x-original-method': 'POST' },
    ]) {
      const refused = await at.ask('/a', headers)
      expect(refused).toMatchObject({ status: 401, location: '' })
      expect(refused.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'www-authenticate': 'Parvis',
        'cache-control': 'no-store',
      })
      expect(JSON.parse(refused.body)).toEqual({
        title: 'Login required',
        status: 401,
        code: 'forward-auth.no-session',
      })
    }
  })

  it('lets a proxy that makes redirections itself have the address in a header', async () => {
    const application = await register(portal)
    const browser = portal.browser({ localAddress: '127.0.0.1' })
    const headers = {
      ...NAVIGATION,
      'x-original-method': 'GET',
      'x-original-host': new URL(application.origin).host,
      'x-original-uri': '/a',
    }
    const answer = await browser.get('/auth/verify?redirect=header', headers)
    expect(answer).toMatchObject({ status: 401, location: '' })
    expect(answer.headers['parvislogin']).toBe('/.parvis/login?vers=%2Fa')
  })

  it('understands Traefik and Caddy, and Envoy, which writes the path behind its own', async () => {
    const application = await register(portal)
    const { host } = new URL(application.origin)
    const at = atApplication(portal, application)
    await enter(at, await loggedIn(portal, await portal.people.byEmail()))
    const cookie = [...at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const browser = portal.browser({ localAddress: '127.0.0.1' })
    const forwarded = {
      cookie,
      'x-forwarded-method': 'POST',
      'x-forwarded-host': host,
      'x-forwarded-uri': '/a',
      'x-forwarded-proto': 'https',
    }
    const traefik = await browser.get('/auth/verify', forwarded)
    expect(await verified(portal, traefik, application.origin)).toMatchObject({ htm: 'POST', host })
    const envoy = await browser.send('PUT', '/auth/verify/ext-authz/a/b?c', { headers: { host, cookie } })
    expect(await verified(portal, envoy, application.origin)).toMatchObject({ htm: 'PUT', host })
    const plain = await browser.get('/auth/verify', { ...forwarded, 'x-forwarded-proto': 'http' })
    expect(plain.status).toBe(403)
  })
})

describe('a proxy', () => {
  it('is not believed at an address that is not listed', async () => {
    const application = await register(portal)
    const browser = await loggedIn(portal, await portal.people.byEmail())
    const at = atApplication(portal, application)
    await enter(at, browser)
    const stranger = atApplication(portal, application, '127.9.9.9')
    for (const [name, value] of at.cookies) stranger.cookies.set(name, value)
    expect((await at.ask()).status).toBe(200)
    for (const answer of [
      await stranger.ask(),
      await stranger.ask('/', NAVIGATION),
      await stranger.handOn('GET', '/.parvis/login', NAVIGATION),
    ]) {
      expect(answer).toMatchObject({ status: 403, location: '', setCookies: [] })
      expect(JSON.parse(answer.body).code).toBe('forward-auth.proxy-not-trusted')
    }
  })

  it('of an application that has a secret is believed by it, wherever it is, and by nothing else', async () => {
    const secret = 'a'.repeat(43)
    const secretSha256 = createHash('sha256').update(secret).digest('hex')
    const application = await register(portal, { secretSha256 })
    const known = { parvissecret: secret }
    const at = atApplication(portal, application, '127.9.9.9')
    const sent = await at.handOn('GET', '/.parvis/login?vers=%2F', { ...NAVIGATION, ...known })
    const passed = await (await loggedIn(portal, await portal.people.byEmail())).get(sent.location)
    const { pathname, search } = new URL(passed.location)
    await at.handOn('GET', pathname + search, { ...NAVIGATION, ...known })
    expect((await at.ask('/', known)).status).toBe(200)
    expect((await at.ask('/', { parvissecret: 'b'.repeat(43) })).status).toBe(403)
    expect((await at.ask('/')).status).toBe(403)

    const listed = atApplication(portal, application)
    for (const [name, value] of at.cookies) listed.cookies.set(name, value)
    expect((await listed.ask('/')).status).toBe(403)
    expect((await listed.ask('/', known)).status).toBe(200)
  })

  it('gets no answer about a host that is not registered', async () => {
    const at = atApplication(portal, { origin: 'https://ailleurs.example.fr' })
    const answer = await at.ask('/', NAVIGATION)
    expect(answer).toMatchObject({ status: 403, location: '' })
    expect(JSON.parse(answer.body).code).toBe('forward-auth.host-unknown')
  })
})
