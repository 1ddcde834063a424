import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as client from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'
import { callbackOf, discover, registerApplication } from './support/application.ts'
import { rawClient, redemption } from './support/raw.ts'
import { arrive } from './support/ways-in.ts'

const portal = await startPortal()
afterAll(() => portal.stop())
const raw = rawClient(portal)
const application = await registerApplication(portal)
const other = await registerApplication(portal)

async function loggedIn() {
  const person = await portal.people.byEmail()
  const browser = portal.browser()
  await logInByEmail(portal, browser, person)
  return { person, browser }
}
const { browser } = await loggedIn()

async function redeemable(from = application) {
  const begun = await from.begin()
  return redemption(from, begun, await callbackOf(browser, begun.url))
}

describe('an application proves itself', () => {
  it('with its own secret: none, an empty or another one is refused (threat 37)', async () => {
    const fields = await redeemable()
    for (const secret of ['', ' ', 'null', 'undefined', other.secret, application.secret.slice(0, -1)]) {
      const answer = await raw.token({ id: application.id, secret }, fields)
      expect(answer.body['error'], secret).toBe(secret === '' ? 'invalid_request' : 'invalid_client')
    }
    for (const more of [{}, { client_id: application.id }, { client_id: application.id, client_secret: '' }]) {
      expect((await raw.post('/oidc/token', { ...fields, ...more })).body['error']).toMatch(/invalid_(client|request)/)
    }
    expect((await raw.token(application, fields)).status).toBe(200)
  })

  it('in a form, for those that cannot in a header', async () => {
    const posting = await registerApplication(portal, { authentication: 'client_secret_post' })
    expect((await posting.enter(browser)).access_token).toBeTruthy()
  })

  it('with a signed assertion, each good once', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const key = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'a' }
    const keyed = await registerApplication(portal, { authentication: 'private_key_jwt', keys: [key] })
    const assertion = await new SignJWT({ jti: 'une-fois' })
      .setProtectedHeader({ alg: 'ES256', kid: 'a' })
      .setIssuer(keyed.id)
      .setSubject(keyed.id)
      .setAudience(`${portal.origin}/oidc`)
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey)
    const proof = {
      client_id: keyed.id,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }
    const both = await Promise.all([await redeemable(keyed), await redeemable(keyed)])
    const answers = await Promise.all(both.map((fields) => raw.post('/oidc/token', { ...fields, ...proof })))
    expect(answers.map(({ status }) => status).sort((left, right) => left - right)).toEqual([200, expect.any(Number)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('by PKCE alone where it can keep no secret', async () => {
    const open = await registerApplication(portal, { authentication: 'none' })
    const tokens = await open.enter(browser)
    const refreshed = await client.refreshTokenGrant(open.config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
  })

  it('with a key that its tokens are bound to (RFC 9449); without the proof they are worth nothing', async () => {
    const bound = await registerApplication(portal, { boundTokensOnly: true })
    const begun = await bound.begin()
    const callback = await callbackOf(browser, begun.url)
    expect((await raw.token(bound, redemption(bound, begun, callback))).status).toBe(400)
    const again = await bound.begin()
    const DPoP = client.getDPoPHandle(bound.config, await client.randomDPoPKeyPair('ES256'))
    const checks = { pkceCodeVerifier: again.verifier, expectedState: again.state, expectedNonce: again.nonce }
    const url = new URL(await callbackOf(browser, again.url))
    const tokens = await client.authorizationCodeGrant(bound.config, url, checks, undefined, { DPoP })
    expect(tokens.token_type).toBe('dpop')
    const sub = tokens.claims()?.sub ?? ''
    expect((await client.fetchUserInfo(bound.config, tokens.access_token, sub, { DPoP })).sub).toBe(sub)
    expect((await raw.get('/oidc/userinfo', { authorization: `Bearer ${tokens.access_token}` })).status).toBe(401)
    const stolen = client.getDPoPHandle(bound.config, await client.randomDPoPKeyPair('ES256'))
    await expect(client.fetchUserInfo(bound.config, tokens.access_token, sub, { DPoP: stolen })).rejects.toThrow()
  })

  it('and gets RS256 where it cannot verify ES256', async () => {
    const old = await registerApplication(portal, { signingAlgorithm: 'RS256' })
    const tokens = await old.enter(browser)
    const [header = ''] = (tokens.id_token ?? '').split('.')
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())['alg']).toBe('RS256')
  })
})

describe('a redirect URI is compared to the letter (threat 39)', () => {
  const registered = application.redirectUri
  const isShown = ({ status, location }: Answer) => status === 400 && location === ''

  it.each([
    `${registered}/`,
    `${registered}?x=1`,
    `${registered}#x`,
    `${registered}%2f..`,
    `${registered}/../ailleurs`,
    registered.toUpperCase(),
    registered.replace('https:', 'http:'),
    registered.replace('https://', 'https://essai@'),
    registered.replace('.example', '.example.ailleurs.test'),
    registered.replace('.example', '.example:444'),
    registered.replace('.example', '.example%2eailleurs.test'),
    registered.replace('.example/', '.example\\@ailleurs.test/'),
    registered.replace('essai', 'éssai'),
    'https://ailleurs.test/',
    '//ailleurs.test/',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
  ])('%s', async (uri) => {
    const { url } = await application.begin({ redirect_uri: uri })
    expect(isShown(await browser.get(url))).toBe(true)
  })

  it('once: given twice, or left out, it is refused', async () => {
    const { url } = await application.begin()
    expect(isShown(await browser.get(`${url}&redirect_uri=${encodeURIComponent(registered)}`))).toBe(true)
    const without = new URL(url)
    without.searchParams.delete('redirect_uri')
    expect(isShown(await browser.get(without.href))).toBe(true)
  })

  it('of the application itself, and of no other', async () => {
    const { url } = await application.begin({ client_id: other.id })
    expect(isShown(await browser.get(url))).toBe(true)
    expect(isShown(await browser.get(url.replace(other.id, 'inconnue')))).toBe(true)
  })

  it('and what is shown instead holds nothing that a stranger wrote', async () => {
    const { url } = await application.begin({ redirect_uri: 'https://ailleurs.test/<script>alert(1)</script>' })
    const page = await browser.get(url)
    expect(page.title).toBe("La demande de l'application ne peut pas aboutir")
    expect(page.text).not.toContain('ailleurs.test')
    expect(page.body).not.toContain('<script>alert')
  })
})

describe('a browser', () => {
  it('keeps nothing of the provider but the request under way: its session is that of the portal (threat 35)', async () => {
    const { browser: someone } = await loggedIn()
    await application.enter(someone)
    expect([...someone.cookies.keys()].filter((name) => name.includes('oidc'))).toEqual([])

    for (const [name, value] of [
      ['__Host-parvis-oidc', 'dictee-par-un-tiers'],
      ['__Host-parvis-oidc.sig', 'x'],
    ] as const)
      someone.cookies.set(name, value)
    expect((await application.enter(someone)).claims()?.['active_profile']).toBe('intervenant-de-partie')
    const nobody = portal.browser()
    nobody.cookies.set('__Host-parvis-oidc', 'dictee-par-un-tiers')
    expect((await arrive(nobody, (await application.begin()).url)).title).toBe('Choix du profil')
  })

  it('gets cookies for this host alone, over TLS, out of reach of scripts', async () => {
    const cookies: string[] = []
    const fresh = portal.browser({ onAnswer: ({ setCookies }) => cookies.push(...setCookies) })
    await arrive(fresh, (await application.begin()).url)
    expect(cookies.length).toBeGreaterThan(2)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-parvis/)
      expect(cookie).toMatch(/; secure/i)
      expect(cookie).toMatch(/; httponly/i)
      expect(cookie).toMatch(/; samesite=lax/i)
      expect(cookie).not.toMatch(/domain=/i)
    }
  })

  it('is sent nowhere by a form of another page (same origin only)', async () => {
    const demanding = await registerApplication(portal, { profiles: ['expert'] })
    const page = await arrive(browser, (await demanding.begin()).url)
    const action = page.forms.find(({ fields }) => fields['choix'] === 'retour')?.action ?? ''
    const forged = await browser.post(action, { choix: 'retour' }, { 'sec-fetch-site': 'cross-site', origin: 'null' })
    expect(forged.status).toBe(403)
  })
})

describe('what the provider says of itself', () => {
  it('names the origin of the settings, whatever Host says (threat 31)', async () => {
    for (const host of ['ailleurs.test', `ailleurs.test:${new URL(portal.origin).port}`]) {
      const { body } = await raw.get('/oidc/.well-known/openid-configuration', { host })
      expect(JSON.stringify(body)).not.toContain('ailleurs')
    }
  })

  it('is what it does: code and S256, levels in increasing order, two algorithms, back-channel logout', async () => {
    const { body } = await raw.get('/oidc/.well-known/openid-configuration')
    expect(body).toMatchObject({
      issuer: `${portal.origin}/oidc`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
      acr_values_supported: ['mail', 'pwd-mail', 'cert-sw', 'cert-hw'].map((level) => `urn:parvis:acr:${level}`),
      claims_parameter_supported: true,
      request_uri_parameter_supported: false,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    })
    expect(body).not.toHaveProperty('registration_endpoint')
    expect(body).not.toHaveProperty('device_authorization_endpoint')
  })

  it('publishes no private part of any key', async () => {
    const { body } = await raw.get('/oidc/jwks')
    const keys = body['keys'] as Record<string, unknown>[]
    expect(keys.map(({ alg }) => alg)).toEqual(['ES256', 'RS256'])
    for (const key of keys)
      for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(part)
  })

  it.each(['/oidc/reg', '/oidc/device', '/oidc/backchannel', '/oidc/nulle-part'])('has no %s', async (path) => {
    expect((await raw.get(path)).status).toBe(404)
  })

  it('is kept by no cache where it is about somebody (threat 38)', async () => {
    const answer = await raw.token(application, await redeemable())
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const shown = await raw.get('/oidc/userinfo', { authorization: `Bearer ${answer.body['access_token']}` })
    expect(shown.headers.get('cache-control')).toContain('no-store')
  })

  it('can be found by a client that knows the issuer alone', async () => {
    const config = await discover(portal, { id: 'x', authentication: 'none', signingAlgorithm: 'ES256' } as never, '')
    expect(config.serverMetadata().issuer).toBe(`${portal.origin}/oidc`)
  })
})
