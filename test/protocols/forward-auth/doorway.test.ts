import { afterAll, describe, expect, it } from 'vitest'
import { ELSEWHERE } from '../../attacks/elsewhere.ts'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { TRUSTED_PROXIES } from '../../attacks/proxies/protected-site.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { atApplication, comeBack, enter, loggedIn, register, setOut } from './as-proxy.ts'

const portal = await startPortal({ env: TRUSTED_PROXIES })
afterAll(() => portal.stop())

const someone = async () => loggedIn(portal, await portal.people.byEmail())
const party = await someone()
const cookieOf = (setCookies: readonly string[], name: string) => setCookies.find((cookie) => cookie.startsWith(name))

describe('the way to an application', () => {
  it('leads back to the page that was wanted, with a cookie for this host alone', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const back = await enter(at, party, '/dossiers/12?a=%C3%A9&b=//x')
    expect(back).toMatchObject({ status: 303, location: `${application.origin}/dossiers/12?a=%C3%A9&b=//x` })
    expect(cookieOf(back.setCookies, '__Host-parvis-application=')).toMatch(
      /^__Host-parvis-application=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    )
    expect(back.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  })

  it.each(ELSEWHERE)('never leads to another origin: %j', async (wanted) => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const back = await enter(at, party, wanted)
    expect(new URL(back.location).origin).toBe(application.origin)
    expect(back.location.startsWith(`${application.origin}/`)).toBe(true)
  })

  it('never leads to an application that nobody registered, nor away from the portal by a forged address', async () => {
    const browser = party
    const hash = 'a'.repeat(64)
    for (const query of [
      { application: 'https://ailleurs.test', empreinte: hash, vers: 'Lw' },
      { application: '', empreinte: hash, vers: 'Lw' },
      { application: 'dossiers-1', empreinte: 'x', vers: 'Lw' },
      { application: 'constructor', empreinte: hash, vers: '' },
    ]) {
      const answer = await browser.get(`/connexion/application?${new URLSearchParams(query)}`)
      expect(answer).toMatchObject({ status: 403, location: '' })
    }
  })

  it('begins again at the front page when the wanted address is too long to carry', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const browser = party
    const long = `/a?${'x'.repeat(1_100)}`
    expect((await enter(at, browser, long)).location).toBe(application.origin + long)
    expect((await enter(at, browser, `/a?${'x'.repeat(4_000)}`)).location).toBe(`${application.origin}/`)
  })
})

describe('a ticket', () => {
  it('is of no use in another browser than the one that set out, and is spent by the try', async () => {
    const application = await register(portal)
    const [thief, victim] = [atApplication(portal, application), atApplication(portal, application)]
    const ticket = (await party.get(await setOut(thief))).location
    await setOut(victim)
    const planted = await comeBack(victim, ticket)
    expect(planted.location).toBe(`${portal.origin}/connexion/application?echec=oui`)
    expect(planted.setCookies).toEqual([])
    expect((await comeBack(thief, ticket)).setCookies).toEqual([])
    expect((await portal.browser().get(planted.location)).status).toBe(400)
  })

  it('works once, of any number at the same time', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const ticket = (await party.get(await setOut(at))).location
    const answers = await Promise.all(Array.from({ length: 20 }, () => comeBack(at, ticket)))
    expect(answers.filter(({ setCookies }) => setCookies.length > 0)).toHaveLength(1)
  })

  it('is dead after a minute', async () => {
    const application = await register(portal)
    const browser = party
    for (const [seconds, cookies] of [
      [59, 1],
      [60, 0],
    ] as const) {
      const at = atApplication(portal, application)
      const ticket = (await browser.get(await setOut(at))).location
      portal.clock.advance(seconds * 1000)
      expect((await comeBack(at, ticket)).setCookies).toHaveLength(cookies)
    }
  })

  it('of one application opens no other, nor does its cookie', async () => {
    const [one, other] = [await register(portal), await register(portal)]
    const [atOne, atOther] = [atApplication(portal, one), atApplication(portal, other)]
    const browser = party
    await setOut(atOther)
    const ticket = (await browser.get(await setOut(atOne))).location
    for (const [name, value] of atOne.cookies) atOther.cookies.set(name, value)
    expect((await comeBack(atOther, ticket)).setCookies).toEqual([])

    await enter(atOne, browser)
    expect((await atOne.ask()).status).toBe(200)
    for (const [name, value] of atOne.cookies) atOther.cookies.set(name, value)
    expect((await atOther.ask()).status).toBe(401)
    expect((await atOne.ask()).status).toBe(200)
  })

  it('is worth nothing when the session ended meanwhile', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const browser = await someone()
    const ticket = (await browser.get(await setOut(at))).location
    await browser.post('/deconnexion', {})
    expect((await comeBack(at, ticket)).setCookies).toEqual([])
  })
})

describe('a cookie of an application', () => {
  it('is nowhere at rest', async () => {
    const at = atApplication(portal, await register(portal))
    await enter(at, party)
    const value = at.cookies.get('__Host-parvis-application') ?? ''
    expect(value).toMatch(/^[\w-]{43}$/)
    const rows = await portal.database.selectFrom('application_session').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(value)
    expect(JSON.stringify(await portal.database.selectFrom('ephemeral').selectAll().execute())).not.toContain(value)
    expect(portal.log.join('')).not.toContain(value)
  })

  it('counts for nothing when it comes twice, cut, or under a longer name', async () => {
    const at = atApplication(portal, await register(portal))
    await enter(at, party)
    const value = at.cookies.get('__Host-parvis-application') ?? ''
    const name = '__Host-parvis-application'
    const status = async (cookie: string) => (await at.ask('/', { cookie })).status
    expect(await status(`${name}=${value}`)).toBe(200)
    expect(await status(`a=b;${name}=${value}; c=d`)).toBe(200)
    expect(await status(`x${name}=autre; ${name}=${value}`)).toBe(200)
    expect(await status(`${name}=${value}; ${name}=${'a'.repeat(43)}`)).toBe(401)
    expect(await status(`x${name}=${value}`)).toBe(401)
    expect(await status(`${name}=${value.slice(1)}`)).toBe(401)
    expect(await status(`${name}="${value}"`)).toBe(401)
  })
})

describe('a logout at the application', () => {
  const own = { 'sec-fetch-site': 'same-origin' }

  it('ends the session everywhere', async () => {
    const [one, other] = [await register(portal), await register(portal)]
    const [atOne, atOther] = [atApplication(portal, one), atApplication(portal, other)]
    const browser = await someone()
    await enter(atOne, browser)
    await enter(atOther, browser)
    const left = await atOne.handOn('POST', '/.parvis/logout', own)
    expect(left).toMatchObject({ status: 303, location: `${portal.origin}/deconnexion` })
    expect(atOne.cookies.has('__Host-parvis-application')).toBe(false)
    portal.clock.advance(1_000)
    expect((await atOther.ask()).status).toBe(401)
    expect((await browser.get('/expertises')).location).toMatch(/^\/\?suite=/)
  })

  it('works also for somebody who owes new terms', async () => {
    const at = atApplication(portal, await register(portal))
    const browser = await someone()
    await enter(at, browser)
    await portal.people.publishTerms({ label: '2' })
    portal.clock.advance(1_000)
    await at.handOn('POST', '/.parvis/logout', own)
    expect((await browser.get('/cgu')).location).toBe('/')
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://ailleurs.test' }],
    ['a sibling', { 'sec-fetch-site': 'same-site', origin: 'https://autre.example.fr' }],
    ['nobody', {}],
  ])('is not taken from %s', async (_, headers) => {
    const at = atApplication(portal, await register(portal))
    await enter(at, await someone())
    expect((await at.handOn('POST', '/.parvis/logout', headers)).status).toBe(403)
    expect((await at.handOn('GET', '/.parvis/logout', own)).status).toBe(404)
    portal.clock.advance(1_000)
    expect((await at.ask()).status).toBe(200)
  })
})

describe('below /.parvis/', () => {
  it.each(['/.parvis/', '/.parvis/verify', '/.parvis/login/', '/.parvis/%6cogin', '/.parvis/../admin'])(
    'there is nothing else: %s',
    async (uri) => {
      const at = atApplication(portal, await register(portal))
      expect((await at.handOn('GET', uri, NAVIGATION)).status).toBe(404)
    },
  )

  it('the portal itself has nothing', async () => {
    expect((await portal.browser().get('/.parvis/login', NAVIGATION)).status).toBe(403)
  })
})

it('« Mes applications » shows what is open, and no more once it is closed', async () => {
  const application = await register(portal, { name: 'Salle des pièces' })
  const at = atApplication(portal, application)
  const browser = await someone()
  await enter(at, browser)
  await enter(at, browser)
  const page = await browser.get('/mes-applications')
  expect(page.body.split('Salle des pièces').length - 1).toBe(2)
  expect(page.body).toContain(`href="${application.origin}/"`)
  expect(page.text).toContain('ouverte')
})
