/** The questions of a proxy without a proxy: what the portal answers, and to whom. */
import { readFileSync } from 'node:fs'
import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from 'jose'
import type { RegisteredProtectedApplication } from '../../../src/protocols/forward-auth/protected-application.ts'
import { createProtectedApplicationStore } from '../../../src/storage/protected-applications.ts'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { newApplication } from '../../attacks/proxies/protected-site.ts'
import { type Answer, type Browser, createBrowser } from '../../support/browser-client.ts'
import type { PortalUnderTest } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'

export type Headers = Readonly<Record<string, string>>

/** One browser at one application, seen from behind an ideal proxy: it keeps the cookies of the application's host. */
export interface AtApplication {
  readonly cookies: Map<string, string>
  /** May this request pass? */
  ask(uri?: string, headers?: Headers): Promise<Answer>
  /** What is handed on to Parvis below `/.parvis/`. */
  handOn(method: string, uri: string, headers?: Headers): Promise<Answer>
}

export async function register(
  portal: PortalUnderTest,
  wanted: Partial<RegisteredProtectedApplication> = {},
): Promise<RegisteredProtectedApplication> {
  const application = newApplication('', wanted)
  const there = { ...application, origin: wanted.origin ?? `https://${application.id}.example.fr` }
  await createProtectedApplicationStore(portal.database).add(there)
  // What the portal knows is as of a moment ago.
  portal.clock.advance(1_000)
  return there
}

/** @param localAddress where the proxy is; 127.0.0.1 is trusted. */
export function atApplication(
  portal: PortalUnderTest,
  { origin }: Pick<RegisteredProtectedApplication, 'origin'>,
  localAddress = '127.0.0.1',
): AtApplication {
  const browser = createBrowser({ origin: portal.origin, authority: readFileSync(portal.pki.caPath), localAddress })
  const host = origin.slice('https://'.length)
  const ofRequest = { 'x-original-method': 'GET', 'x-original-host': host }
  return {
    cookies: browser.cookies,
    ask: (uri = '/', headers = {}) => browser.get('/auth/verify', { ...ofRequest, 'x-original-uri': uri, ...headers }),
    handOn: (method, uri, headers = {}) =>
      browser.send(method, uri, { headers: { 'x-original-host': host, ...headers } }),
  }
}

/** From the doorway of the application to the portal. @returns the address at the portal. */
export async function setOut(at: AtApplication, uri = '/'): Promise<string> {
  const sent = await at.handOn('GET', `/.parvis/login?vers=${encodeURIComponent(uri)}`, NAVIGATION)
  return sent.location
}

/** Back from the portal with a ticket. @returns where the application's host sends the browser. */
export const comeBack = async (at: AtApplication, location: string): Promise<Answer> => {
  const { pathname, search } = new URL(location)
  return at.handOn('GET', pathname + search, NAVIGATION)
}

/** Somebody who is logged in at the portal goes to the application. */
export async function enter(at: AtApplication, browser: Browser, uri = '/'): Promise<Answer> {
  const sent = await browser.get(await setOut(at, uri))
  return comeBack(at, sent.location)
}

export async function loggedIn(portal: PortalUnderTest, who: TestPerson): Promise<Browser> {
  const browser = portal.browser()
  await logInByEmail(portal, browser, who)
  return browser
}

/** Verifies an assertion as an application does: with the published keys. */
export async function verified(portal: PortalUnderTest, answer: Answer, audience: string): Promise<JWTPayload> {
  const assertion = String(answer.headers['parvisassertion'])
  const { payload } = await jwtVerify(assertion, keySetOf(portal), {
    audience,
    issuer: `${portal.origin}/oidc`,
    typ: 'parvis-assertion+jwt',
    algorithms: ['ES256'],
    currentDate: new Date(portal.clock.now()),
  })
  return payload
}

function keySetOf(portal: PortalUnderTest) {
  const browser = portal.browser()
  return createRemoteJWKSet(new URL(`${portal.origin}/oidc/jwks`), {
    [customFetch]: async () => new Response((await browser.get('/oidc/jwks')).body),
  })
}
