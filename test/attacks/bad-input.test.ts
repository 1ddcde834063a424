import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { needs } from '../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../support/portal-under-test.ts'
import { productionEngines } from '../support/portal-under-test-engines.ts'
import { logInByEmail } from '../support/test-people-logins.ts'

/** Pages that read something of the person, by GET and by POST. */
const READERS = [
  '/',
  '/langue',
  '/connexion/carte',
  '/connexion/carte/retour',
  '/connexion/email',
  '/connexion/code',
  '/connexion/code/renvoyer',
  '/connexion/code/ce-n-est-pas-moi',
  '/connexion/nouveau-mot-de-passe',
  '/connexion/suite',
  '/mot-de-passe-oublie',
  '/mot-de-passe-oublie/nouveau',
  '/tester-ma-carte/retour',
  '/rattachement',
  '/inscription',
  '/cgu',
  '/session/prolonger',
  '/expertises/x',
]

/** Those of them that do something else for somebody with a session. */
const READERS_SIGNED_IN = ['/', '/langue', '/connexion/suite', '/cgu', '/expertises/x', '/session/prolonger']

const FIELDS = [
  'profil',
  'poste-partage',
  'email',
  'mot-de-passe',
  'code',
  'tentative',
  'nouveau-mot-de-passe',
  'confirmation',
  'acceptation',
  'version',
  'jeton',
  'choisir',
  'ticket',
  'suite',
  'retour',
  'langue',
  'avis',
  'confirme',
  'demande',
]

/** One way each to fill a field with what nobody types. */
const VALUES: Readonly<Record<string, string>> = {
  'a null byte': 'a%00b',
  'half an encoding': '%',
  'no encoding': '%zz',
  'a broken sequence of UTF-8': '%E0%A4%A',
  'bytes that are no UTF-8': '%ff%fe%80',
  'a lone surrogate': '%ED%A0%80',
  'a name of every object': '__proto__',
  'a method of every object': 'constructor',
  'control characters': '%01%02%1b%5B31m%7f',
  'a line break': 'a%0d%0aSet-Cookie:%20x=y',
  markup: '%3Cscript%3Ealert(1)%3C/script%3E%22%27',
  'a quote for SQL': "'%20or%20'1'='1';%20--",
  'letters that go from right to left': '%E2%80%AE%D7%90',
  '10 000 characters': 'a'.repeat(10_000),
  nothing: '',
  'an array': 'x&{name}=y',
  brackets: '&{name}[a]=1&{name}[__proto__][polluted]=1',
}

const formOf = (value: string): string => FIELDS.map((name) => `${name}=${value.replaceAll('{name}', name)}`).join('&')

function expectClearAnswer({ status, body, headers }: Answer, what: string): void {
  expect(status, what).toBeLessThan(500)
  expect(body, what).not.toMatch(/\bat .+:\d+:\d+|node_modules|SQLITE|kysely|Error: /)
  expect(body, what).not.toContain('<script>alert')
  if (status !== 303 && status !== 304) expect(headers['content-type'], what).toMatch(/^text\/html/)
  expect(JSON.stringify(headers), what).not.toContain('x=y')
}

interface Engine {
  readonly name: string
  readonly suite: (title: string, suite: () => void) => void
  readonly start: () => Promise<PortalUnderTest>
  readonly values: readonly string[]
}

const engines: readonly Engine[] = [
  { name: 'SQLite', suite: describe, start: () => startPortal(), values: Object.keys(VALUES) },
  {
    name: 'PostgreSQL and Redis',
    suite: needs('postgres', 'redis'),
    start: async () => startPortal(await productionEngines()),
    // What an engine may read otherwise than the other.
    values: ['a null byte', 'bytes that are no UTF-8', 'a lone surrogate', '10 000 characters'],
  },
]

for (const { name, suite, start, values } of engines) {
  suite(`whatever is sent gets a clear answer, on ${name}`, () => {
    let portal: PortalUnderTest
    let signedIn: Browser
    beforeAll(async () => {
      portal = await start()
      signedIn = portal.browser()
      await logInByEmail(portal, signedIn, await portal.people.byEmail())
    })
    afterAll(() => portal.stop())
    afterEach(() => {
      const unexpected = portal.log.filter((line) => line.includes('"unexpected"'))
      expect(unexpected).toEqual([])
    })

    it.each(values)('in every field of every page: %s', async (kind) => {
      const form = formOf(VALUES[kind] ?? '')
      const query = form.slice(0, 12_000)
      const [stranger, person] = [portal.browser(), copyOf(signedIn)]
      for (const path of READERS) {
        expectClearAnswer(await stranger.get(`${path}?${query}`), `GET ${path}`)
        expectClearAnswer(await stranger.post(path, form), `POST ${path}`)
      }
      for (const path of READERS_SIGNED_IN) {
        expectClearAnswer(await person.get(`${path}?${query}`), `GET ${path}`)
        expectClearAnswer(await person.post(path, form), `POST ${path}`)
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })

    /** Leaving and changing the profile are among what is posted: each round has its own copy of the session. */
    function copyOf(browser: Browser): Browser {
      const copy = portal.browser()
      for (const [cookie, value] of browser.cookies) copy.cookies.set(cookie, value)
      return copy
    }

    it.each([
      '%00',
      '%E0%A4%A',
      '%zz',
      '%2e%2e%2f',
      '..%5c',
      '__proto__',
      '%ff',
      'a'.repeat(3_000),
      '%0d%0a',
      "'%20or%201=1",
    ])('in an address: %s', async (piece) => {
      for (const path of [
        `/${piece}`,
        `/expertises/${piece}`,
        `/cgu/${piece}.pdf`,
        `/assets/${piece}`,
        `/connexion/${piece}`,
      ])
        expectClearAnswer(await signedIn.get(path), path)
    })

    it.each([
      ['a session that is no signature', { '__Host-parvis-session': 's%3A%00%ff.%zz' }],
      ['a session of 8 000 characters', { '__Host-parvis-session': `s%3A${'a'.repeat(8_000)}` }],
      ['a session that is JSON', { '__Host-parvis-session': 'j%3A%7B%22id%22%3A1%7D' }],
      ['names of every object', { __proto__x: '1', constructor: '2', toString: '3' }],
      ['a mark with a null byte', { '__Host-parvis-navigateur': 'a%00b' }],
      ['a language that is none', { '__Host-parvis-langue': '__proto__' }],
      ['a broken encoding', { '__Host-parvis-profil': '%E0%A4%A', '__Host-parvis-langue': '%' }],
    ])('in the cookies: %s', async (_, cookies) => {
      const browser = portal.browser()
      for (const [cookie, value] of Object.entries(cookies)) browser.cookies.set(cookie, String(value))
      for (const path of ['/', '/expertises', '/connexion/code', '/connexion/email'])
        expectClearAnswer(await browser.get(path), path)
      expectClearAnswer(await browser.post('/connexion/email', { email: 'a@b.test', 'mot-de-passe': 'x' }), 'POST')
    })

    it.each([';;;==,,', '=', 'x', '__Host-parvis-session=a; __Host-parvis-session=b', '\u00e9=\u00ff'])(
      'in the header of cookies: %s',
      async (cookie) => {
        const answer = await portal.browser().send('GET', '/', { headers: { cookie } })
        expect(answer).toMatchObject({ status: 200, title: 'Choix du profil' })
      },
    )

    it.each([
      ['a body of 5 MB', 413, { body: `email=${'a'.repeat(5_000_000)}` }],
      ['20 000 fields', 413, { body: 'a=1&'.repeat(20_000) }],
      ['600 fields', 413, { body: 'a=1&'.repeat(600) }],
      [
        'a bomb in gzip',
        413,
        { body: gzipSync(`email=${'a'.repeat(5_000_000)}`), headers: { 'content-encoding': 'gzip' } },
      ],
      ['what says gzip and is none', 400, { body: 'email=a', headers: { 'content-encoding': 'gzip' } }],
      ['an unknown encoding', 415, { body: 'email=a', headers: { 'content-encoding': 'lzw' } }],
      [
        'an unknown alphabet',
        415,
        { body: 'email=a', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=klingon' } },
      ],
      ['JSON', 400, { body: '{"email":"a@b.test"}', headers: { 'content-type': 'application/json' } }],
      [
        'several parts',
        400,
        { body: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      ],
      [
        'XML',
        400,
        {
          body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
          headers: { 'content-type': 'text/xml' },
        },
      ],
      ['a type that is none', 400, { body: 'email=a', headers: { 'content-type': ';;;' } }],
      ['nothing at all', 400, {}],
    ])(
      'in a body: %s',
      async (_, status, { body, headers = {} }: { body?: string | Buffer; headers?: Record<string, string> }) => {
        const type = { 'content-type': 'application/x-www-form-urlencoded' }
        const answer = await portal.browser().send('POST', '/connexion/email', {
          ...(body === undefined ? {} : { body }),
          headers: { ...type, ...headers },
        })
        expectClearAnswer(answer, 'POST')
        expect(answer.status).toBe(status)
      },
    )

    it.each([
      ['a language', { 'accept-language': `${'fr,'.repeat(2_000)}*;q=x` }],
      ['an origin', { origin: '\u00ff' }],
      ['a name of the browser', { 'user-agent': 'a'.repeat(8_000) }],
      ['a range', { range: 'bytes=999-0,,' }],
      ['a condition', { 'if-none-match': '*', 'if-modified-since': 'x' }],
      ['an upgrade', { connection: 'upgrade', upgrade: 'websocket' }],
      ['a method to override', { 'x-http-method-override': 'DELETE' }],
    ])('in a header: %s', async (_, headers) => {
      expectClearAnswer(await portal.browser().send('GET', '/', { headers }), 'GET')
    })
  })
}
