import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needs } from '../../support/needs.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { NAVIGATION, type Person } from './person.ts'
import { valuesOf } from './plain-application.ts'
import { type ProtectedSite, startProtectedSite, TRUSTED_PROXIES } from './protected-site.ts'
import { type RawRequest, rawClient } from './raw-request.ts'

const portal = await startPortal({ env: TRUSTED_PROXIES })
afterAll(() => portal.stop())

const keySet = createRemoteJWKSet(new URL(`${portal.origin}/oidc/jwks`), {
  [customFetch]: async () => new Response((await portal.browser().get('/oidc/jwks')).body),
})
const admin = { prefix: '/admin', minimumLevel: 'certificate-software', profiles: undefined } as const

for (const proxy of ['nginx', 'haproxy', 'caddy'] as const) {
  needs(proxy)(`through a real ${proxy}`, () => {
    let site: ProtectedSite
    let person: Person
    let who: TestPerson
    let cookie: string
    let send: (wanted: RawRequest) => Promise<{ status: number; head: string; body: string }>

    beforeAll(async () => {
      site = await startProtectedSite(portal, proxy, { stricterPaths: [admin] })
      person = site.person()
      who = await portal.people.byEmail()
      await person.logInByEmail(await person.open('/'), who)
      cookie = [...person.atApplication.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      send = rawClient(site.port, 'dossiers.localhost', portal.pki.caPath)
    })
    afterAll(() => site.stop())

    /** What reaches the application while something is done. */
    async function reachedBy(work: () => Promise<unknown>) {
      const before = site.reached.length
      await work()
      return site.reached.slice(before)
    }

    async function assertionOf(rawHeaders: readonly string[]) {
      const [assertion = '', ...more] = valuesOf(rawHeaders, 'ParvisAssertion')
      expect(more).toEqual([])
      const { payload } = await jwtVerify(assertion, keySet, {
        audience: site.origin,
        typ: 'parvis-assertion+jwt',
        currentDate: new Date(portal.clock.now()),
      })
      return payload
    }

    it('somebody logs in, comes back to the page, and is known to the application', async () => {
      const newcomer = site.person()
      const someone = await portal.people.byEmail()
      const reached = await reachedBy(async () => {
        const wall = await newcomer.open('/dossiers/12?onglet=pi%C3%A8ces&a=1')
        expect(wall.title).toBe('Choix du profil')
        const page = await newcomer.logInByEmail(wall, someone)
        expect(page).toMatchObject({ status: 200, url: `${site.origin}/dossiers/12?onglet=pi%C3%A8ces&a=1` })
      })
      expect(reached).toHaveLength(1)
      expect(reached[0]?.url).toBe('/dossiers/12?onglet=pi%C3%A8ces&a=1')
      expect(await assertionOf(reached[0]?.rawHeaders ?? [])).toMatchObject({
        email: someone.email,
        htm: 'GET',
        host: new URL(site.origin).host,
      })
    })

    it('a posted form arrives whole, and is vouched for as such', async () => {
      const body = 'a=1&b=%C3%A9'
      const reached = await reachedBy(() =>
        send({
          line: 'POST /depot HTTP/1.1',
          cookie,
          headers: ['Content-Type: application/x-www-form-urlencoded'],
          body,
        }),
      )
      expect(reached).toMatchObject([{ method: 'POST', url: '/depot', body }])
      expect(await assertionOf(reached[0]?.rawHeaders ?? [])).toMatchObject({ htm: 'POST', email: who.email })
    })

    it('nothing of a stranger reaches the application', async () => {
      const reached = await reachedBy(async () => {
        expect((await site.person().atApplication.get('/', NAVIGATION)).location).toBe('/.parvis/login?vers=%2F')
        const api = await site.person().atApplication.get('/api', { accept: 'application/json' })
        expect(api.status).toBe(401)
        expect(api.headers['content-type']).toBe('application/problem+json')
        expect(JSON.parse(api.body)).toMatchObject({ title: 'Login required', status: 401 })
        expect((await send({ line: 'POST /depot HTTP/1.1', body: 'secret=1' })).status).toBe(401)
        expect((await send({ cookie: `__Host-parvis-application=${'a'.repeat(43)}` })).status).toBe(401)
      })
      expect(reached).toEqual([])
    })

    it.each([
      ['in its name', ['ParvisAssertion: forged.forged.forged']],
      ['in small letters', ['parvisassertion: forged.forged.forged']],
      ['in capitals, twice', ['PARVISASSERTION: forged.a.a', 'ParvisAssertion: forged.b.b']],
      ['folded', ['ParvisAssertion: forged.a.a,forged.b.b']],
      ['empty', ['ParvisAssertion:']],
      [
        'with a hyphen, a low line, a full stop',
        ['Parvis-Assertion: f.f.f', 'Parvis_Assertion: f.f.f', 'Parvis.Assertion: f.f.f'],
      ],
      ['to be dropped on the way', ['ParvisAssertion: forged.a.a', 'Connection: close, ParvisAssertion']],
    ])('an assertion that a browser sends %s is not believed', async (_, headers) => {
      expect(await reachedBy(() => send({ headers }))).toEqual([])
      const reached = await reachedBy(() => send({ cookie, headers }))
      for (const { rawHeaders } of reached) {
        const assertions = valuesOf(rawHeaders, 'ParvisAssertion')
        // Dropped by a hop is refused by the application; another one is not.
        if (assertions.length > 0) expect(await assertionOf(rawHeaders)).toMatchObject({ email: who.email })
        expect(assertions.join()).not.toContain('forged')
      }
    })

    it('unsigned names that a browser sends do not reach an application that did not ask for them', async () => {
      const headers = [
        'ParvisSubject: x',
        'ParvisProfile: expert',
        'parvisemail: a@b.test',
        'ParvisName: X',
        'PARVISACR: x',
      ]
      const [reached] = await reachedBy(() => send({ cookie, headers }))
      const names = (reached?.rawHeaders ?? []).filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
      expect(names.filter((name) => name.startsWith('parvis'))).toEqual(['parvisassertion'])
    })

    it.each([
      ['the headers of the question', ['X-Original-Uri: /public']],
      ['them twice', ['X-Original-Uri: /public', 'X-Original-Uri: /public']],
      ['other spellings', ['X_Original_Uri: /public', 'X.Original.Uri: /public', 'x-original-URI: /public']],
      [
        'another method',
        ['X-Original-Method: OPTIONS', 'X_Original_Method: OPTIONS', 'X-HTTP-Method-Override: OPTIONS'],
      ],
      ['another host', ['X-Original-Host: ailleurs.test', 'X-Forwarded-Host: ailleurs.test']],
      ['the other family', ['X-Forwarded-Uri: /public', 'X-Forwarded-Method: GET', 'X-Forwarded-Proto: https']],
      ['the other family, other spellings', ['X_Forwarded_Uri: /public', 'X.Forwarded.Uri: /public']],
      ['a prefix', ['X-Forwarded-Prefix: /public', 'X-Forwarded-Path: /public', 'X-Rewrite-Url: /public']],
      ['headers to be dropped', ['Connection: close, X-Original-Uri, X-Original-Host, X-Original-Method, Cookie']],
      ['headers to be dropped of the other family', ['Connection: close, X-Forwarded-Uri, X-Forwarded-Host, Host']],
      ['an address of its own', ['X-Forwarded-For: 127.0.0.1', 'Forwarded: for=127.0.0.1', 'X-Real-Ip: 127.0.0.1']],
    ])('with %s a code opens no part that asks for the card', async (_, headers) => {
      const reached = await reachedBy(async () => {
        expect((await send({ line: 'GET /admin HTTP/1.1', cookie, headers })).status).toBeGreaterThanOrEqual(400)
      })
      expect(reached).toEqual([])
    })

    it.each([
      '/admin',
      '//admin',
      '/Admin',
      '/%61dmin',
      '/public/../admin',
      '/public/%2e%2e/admin',
      '/public/..%2fadmin',
      '/public%2f..%2fadmin',
      '/./admin',
      '/admin;a=b/c',
      '/admin%00',
      '/admin%2f',
      '/admin/?x=/public',
      '/%2561dmin',
      '/\\admin',
      '/admin%',
    ])('nor under this spelling: %s', async (target) => {
      const reached = await reachedBy(async () => {
        expect((await send({ line: `GET ${target} HTTP/1.1`, cookie })).status).toBeGreaterThanOrEqual(400)
      })
      expect(reached).toEqual([])
    })

    it('nor with a fragment, which no request has: it is refused, or part of another path to all', async () => {
      const reached = await reachedBy(() => send({ line: 'GET /admin#/public HTTP/1.1', cookie }))
      expect(reached.filter(({ url }) => url !== '/admin%23/public')).toEqual([])
    })

    it.each([
      ['in the absolute form', (origin: string) => `GET ${origin}/admin HTTP/1.1`],
      ['in the absolute form of another host', () => 'GET https://ailleurs.test/admin HTTP/1.1'],
      ['with an authority', () => 'CONNECT dossiers.localhost:443 HTTP/1.1'],
      ['for everything', () => 'OPTIONS * HTTP/1.1'],
      ['with a query for a path', () => 'GET ?x=/public HTTP/1.1'],
    ])('nor when it is asked for %s', async (_, line) => {
      const reached = await reachedBy(() => send({ line: line(site.origin), cookie }))
      expect(reached.filter(({ url }) => url.includes('admin'))).toEqual([])
    })

    it('is asked for one host and served as another to nobody', async () => {
      const reached = await reachedBy(async () => {
        await send({ cookie, host: 'ailleurs.test' })
        await send({ cookie, host: `dossiers.localhost:${site.port}`, headers: ['Host: ailleurs.test'] })
        await send({ line: 'GET https://ailleurs.test/ HTTP/1.1', cookie })
      })
      for (const { rawHeaders } of reached) {
        expect(await assertionOf(rawHeaders)).toMatchObject({ host: new URL(site.origin).host, email: who.email })
      }
    })

    it('shows its question to nobody', async () => {
      for (const target of [
        '/.parvis/verify',
        '/.parvis/../auth/verify',
        '/.parvis/%2e%2e/auth/verify',
        '/.parvis//auth/verify',
      ]) {
        const answer = await send({ line: `GET ${target} HTTP/1.1`, cookie })
        expect(answer.head.toLowerCase()).not.toContain('parvisassertion')
        expect(answer.status, target).not.toBe(200)
      }
      // An application has its own /auth/verify, if any.
      const reached = await reachedBy(() => send({ line: 'GET /auth/verify HTTP/1.1', cookie }))
      expect(reached).toHaveLength(1)
    })

    it('plain headers, where they are wanted, say what Parvis says, and a secret proves the proxy', async () => {
      const told = await startProtectedSite(portal, proxy, { plainHeaders: true }, 's'.repeat(43))
      try {
        const theirs = told.person()
        const someone = await portal.people.byEmail()
        await theirs.logInByEmail(await theirs.open('/'), someone)
        const own = [...theirs.atApplication.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const raw = rawClient(told.port, 'dossiers.localhost', portal.pki.caPath)
        told.reached.length = 0
        await raw({
          cookie: own,
          headers: ['ParvisEmail: forged@a.test', 'parvisprofile: expert', 'PARVISNAME: Forged'],
        })
        const [{ rawHeaders } = { rawHeaders: [] }] = told.reached
        expect(valuesOf(rawHeaders, 'ParvisEmail')).toEqual([someone.email])
        expect(valuesOf(rawHeaders, 'ParvisProfile')).toEqual(['intervenant-de-partie'])
        expect(valuesOf(rawHeaders, 'ParvisName')).toEqual([expect.stringMatching(/^Camille ESSAI/)])
        expect(valuesOf(rawHeaders, 'ParvisSecret')).toEqual([])
      } finally {
        await told.stop()
      }
    })

    it('many people at once are each known as themselves', async () => {
      const people = await Promise.all(
        Array.from({ length: 4 }, async () => {
          const someone = await portal.people.byEmail()
          const theirs = site.person()
          await theirs.logInByEmail(await theirs.open('/'), someone)
          return { someone, theirs }
        }),
      )
      const reached = await reachedBy(async () => {
        for (let round = 0; round < 4; round += 1) {
          portal.clock.advance(400)
          await Promise.all(
            people.flatMap(({ someone, theirs }) =>
              [1, 2, 3].map((part) => theirs.atApplication.get(`/soak/${someone.email}?${part}`)),
            ),
          )
        }
      })
      expect(reached).toHaveLength(48)
      for (const { url, rawHeaders } of reached) {
        expect((await assertionOf(rawHeaders))['email']).toBe(/soak\/([^?]+)/.exec(url)?.[1])
      }
    })

    it('a logout at the application ends the session, and the next request is a stranger', async () => {
      const leaving = site.person()
      await leaving.logInByEmail(await leaving.open('/'), await portal.people.byEmail())
      const left = await leaving.atApplication.send('POST', '/.parvis/logout', {
        headers: { origin: site.origin, 'sec-fetch-site': 'same-origin' },
      })
      expect(left).toMatchObject({ status: 303, location: `${portal.origin}/deconnexion` })
      portal.clock.advance(1_000)
      const reached = await reachedBy(async () => {
        expect((await leaving.atApplication.get('/')).status).toBe(401)
        expect((await leaving.atPortal.get('/expertises')).status).toBe(303)
      })
      expect(reached).toEqual([])
    })
  })
}
