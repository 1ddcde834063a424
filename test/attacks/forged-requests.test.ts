import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../support/portal-under-test.ts'
import { codeSentTo, logInByEmail } from '../support/test-people-logins.ts'
import { ELSEWHERE } from './elsewhere.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const person = await portal.people.byEmail()
const victim = portal.browser()
await logInByEmail(portal, victim, person)

const stillIn = async () => new URL((await victim.open('/')).url).pathname.startsWith('/expertises')

/** Everything that a form of the portal posts to. */
const FORMS = [
  '/',
  '/changer-de-profil',
  '/langue',
  '/connexion/carte',
  '/connexion/email',
  '/connexion/code',
  '/connexion/code/renvoyer',
  '/connexion/code/ce-n-est-pas-moi',
  '/connexion/nouveau-mot-de-passe',
  '/mot-de-passe-oublie',
  '/mot-de-passe-oublie/nouveau',
  '/tester-ma-carte',
  '/cgu',
  '/cgu/refuser',
  '/session/prolonger',
  '/deconnexion',
]

/** What browsers say of a form that another page posts. */
const FOREIGN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site': { origin: 'https://ailleurs.test', 'sec-fetch-site': 'cross-site' },
  'another site, in a browser without Sec-Fetch-Site': { origin: 'https://ailleurs.test' },
  'a sister site': { origin: 'https://autre.localhost', 'sec-fetch-site': 'same-site' },
  'the card origin': { origin: portal.cardOrigin, 'sec-fetch-site': 'same-site' },
  'a page without origin': { origin: 'null' },
  'a page without origin, cross-site': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  'the portal over plain HTTP': { origin: portal.origin.replace('https:', 'http:') },
  'a name that begins like the portal’s': { origin: `${portal.origin}.ailleurs.test` },
  'our origin claimed, but cross-site': { origin: portal.origin, 'sec-fetch-site': 'cross-site' },
  'a value that no browser sends': { 'sec-fetch-site': 'same-origin, cross-site' },
}

const bare = (headers: Readonly<Record<string, string>>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: '',
})

describe('a form posted from elsewhere does nothing (threat of forged requests)', () => {
  it.each(Object.keys(FOREIGN))('from %s', async (page) => {
    for (const path of FORMS) {
      const answer = await victim.send('POST', path, bare(FOREIGN[page] ?? {}))
      expect(answer.status, path).toBe(403)
      expect(answer.setCookies, path).toEqual([])
    }
    expect(await stillIn()).toBe(true)
  })

  it.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('nor with %s', async (method) => {
    const answer = await victim.send(method, '/deconnexion', bare({ origin: 'https://ailleurs.test' }))
    expect(answer.status).toBe(403)
  })

  it('nor by GET: no address of a form changes anything when it is opened', async () => {
    for (const path of FORMS) expect((await victim.get(path)).status, path).toBeLessThan(500)
    expect(await stillIn()).toBe(true)
  })

  it('while our own pages may post', async () => {
    const answer = await victim.send('POST', '/session/prolonger', bare({ 'sec-fetch-site': 'same-origin' }))
    expect(answer.status).toBe(303)
  })
})

describe('nobody is sent elsewhere (threat 39)', () => {
  const inside = (location: string) => new URL(location, portal.origin).origin === portal.origin

  it.each(ELSEWHERE)('after the language was chosen: retour=%j', async (retour) => {
    const { status, location } = await portal.browser().post('/langue', { langue: 'fr', retour })
    expect(status).toBe(303)
    expect(inside(location), location).toBe(true)
  })

  it.each(ELSEWHERE)('after the session was extended: retour=%j', async (retour) => {
    const { location } = await victim.post('/session/prolonger', { retour })
    expect(inside(location), location).toBe(true)
  })

  it.each(ELSEWHERE)('by what a login resumes at: suite=%j', async (suite) => {
    const browser = portal.browser()
    const wall = await browser.get(`/?${new URLSearchParams({ suite })}`)
    for (const { fields } of wall.forms) if (fields['suite'] !== undefined) expect(inside(fields['suite'])).toBe(true)
    const { location } = await browser.post('/', { profil: 'intervenant-de-partie', suite })
    const form = await browser.get(location)
    for (const { fields } of form.forms) if (fields['suite'] !== undefined) expect(inside(fields['suite'])).toBe(true)
    expect(form.body).not.toMatch(/(?:href|action|value)="[^"]*ailleurs/)
  })

  it.each(['//ailleurs.test', '/.//ailleurs.test', 'https://ailleurs.test'])(
    'whole login with suite=%s',
    async (suite) => {
      const somebody = await portal.people.byEmail()
      const browser = portal.browser()
      const path = `/connexion/email?${new URLSearchParams({ profil: 'intervenant-de-partie', suite })}`
      const form = await browser.open(path)
      const started = await browser.submit(form, 'Continuer', {
        email: somebody.email,
        'mot-de-passe': somebody.password,
        suite,
      })
      const code = await codeSentTo(portal, somebody.email)
      const page = await browser.follow(started)
      const { location } = await browser.submit(page, 'Continuer', { code, suite })
      expect(location).toBe(`/expertises/${somebody.expertises[0]}`)
    },
  )
})

describe('every answer carries its armour (SE-13)', () => {
  const pages = ['/', '/connexion/email', '/nulle-part', '/expertises', '/%E0%A4%A', '/cgu', '/deconnexion']

  it.each(pages)('%s', async (path) => {
    const { headers } = await victim.get(path)
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['server']).toBeUndefined()
    expect(headers['etag']).toBeUndefined()
    const policy = String(headers['content-security-policy'])
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'"])
      expect(policy).toContain(directive)
    expect(policy).not.toMatch(/unsafe|\*(?!\.carte)/)
  })

  it('also errors that the HTTP server itself answers', async () => {
    const { status, headers } = await victim.send('GET', '/', { headers: { 'x-long': 'a'.repeat(20_000) } })
    expect(status).toBe(431)
    expect(headers['content-type'] ?? 'none').not.toContain('html')
  })

  it('files that never change may be kept, and carry no cookie', async () => {
    const { body } = await portal.browser().get('/')
    const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(files.length).toBeGreaterThan(2)
    for (const path of files) {
      const file = await victim.get(path)
      expect(file.status).toBe(200)
      expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(file.setCookies).toEqual([])
    }
  })
})
