import * as client from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'
import { callbackOf, registerApplication } from './support/application.ts'
import { rawClient, redemption } from './support/raw.ts'

const portal = await startPortal()
afterAll(() => portal.stop())
const raw = rawClient(portal)
const application = await registerApplication(portal)
const other = await registerApplication(portal)
const browser = portal.browser()
await logInByEmail(portal, browser, await portal.people.byEmail())

async function newCode() {
  const begun = await application.begin()
  const callback = await callbackOf(browser, begun.url)
  return { begun, callback, fields: redemption(application, begun, callback) }
}

const isDead = async (refreshToken: string) =>
  (await raw.token(application, { grant_type: 'refresh_token', refresh_token: refreshToken })).body['error'] ===
  'invalid_grant'

const showsSomebody = async (accessToken: string) =>
  (await raw.get('/oidc/userinfo', { authorization: `Bearer ${accessToken}` })).status === 200

describe('a code', () => {
  it('that is used twice takes back what it gave the first time (RFC 6749 §4.1.2)', async () => {
    const { fields } = await newCode()
    const first = await raw.token(application, fields)
    expect(first.status).toBe(200)
    const second = await raw.token(application, fields)
    expect(second.body['error']).toBe('invalid_grant')
    expect(await isDead(String(first.body['refresh_token']))).toBe(true)
    expect(await showsSomebody(String(first.body['access_token']))).toBe(false)
  })

  it('is redeemed once by fifty at a time, and then what came of it is dead', async () => {
    const { fields } = await newCode()
    const answers = await Promise.all(Array.from({ length: 50 }, () => raw.token(application, fields)))
    const given = answers.filter(({ status }) => status === 200)
    expect(given.length).toBe(1)
    expect(answers.filter(({ body }) => body['error'] === 'invalid_grant').length).toBe(50 - given.length)
    for (const { body } of given) {
      expect(await isDead(String(body['refresh_token']))).toBe(true)
      expect(await showsSomebody(String(body['access_token']))).toBe(false)
    }
  })

  it('is of no use to another application, nor with another redirect URI, verifier or none', async () => {
    const { fields } = await newCode()
    const { code_verifier: _, ...withoutVerifier } = fields
    const tries = [
      [other, fields],
      [application, { ...fields, redirect_uri: `${application.redirectUri}/` }],
      [application, { ...fields, code_verifier: client.randomPKCECodeVerifier() }],
      [application, { ...fields, code_verifier: '' }],
      [application, withoutVerifier],
    ] as const
    for (const [who, what] of tries) {
      const answer = await raw.token(who, what)
      expect(answer.status, JSON.stringify(what)).toBe(400)
      expect(answer.body, JSON.stringify(what)).not.toHaveProperty('access_token')
    }
    expect((await raw.token(application, fields)).status).toBe(200)
  })
})

describe('a request', () => {
  const error = async (parameters: Readonly<Record<string, string>>) =>
    new URL(await callbackOf(browser, (await application.begin(parameters)).url)).searchParams.get('error')

  it('must bring a challenge, and S256 alone (threat of a downgrade)', async () => {
    expect(await error({ code_challenge: '' })).toBe('invalid_request')
    expect(await error({ code_challenge_method: 'plain' })).toBe('invalid_request')
    expect(await error({ code_challenge_method: '' })).toBe('invalid_request')
    expect(await error({ code_challenge: 'short' })).toBe('invalid_request')
  })

  it.each(['token', 'id_token', 'code id_token', 'code token', 'none'])('may not ask for %s', async (type) => {
    const { url } = await application.begin({ response_type: type })
    const answer = await browser.get(url)
    expect(answer.location).toMatch(/[?#]error=(unsupported_response_type|invalid_request)&/)
    expect(answer.location).not.toMatch(/[?#&](access_token|id_token|code)=/)
  })

  it.each(['fragment', 'form_post', 'web_message'])('may not have its answer as %s', async (mode) => {
    const { url } = await application.begin({ response_mode: mode })
    const answer = await browser.get(url)
    expect(answer.location + answer.body).not.toMatch(/[?#&"]code[="]/)
  })

  it('may be pushed, once, by the application that uses it', async () => {
    const begun = await application.begin()
    const pushed = await raw.post('/oidc/par', new URL(begun.url).search.slice(1), {
      authorization: `Basic ${Buffer.from(`${application.id}:${application.secret}`).toString('base64')}`,
    })
    expect(pushed.status).toBe(201)
    const at = (clientId: string) =>
      `/oidc/auth?${new URLSearchParams({ client_id: clientId, request_uri: String(pushed.body['request_uri']) })}`
    expect((await browser.get(at(other.id))).status).toBe(400)
    const callback = await callbackOf(browser, at(application.id))
    expect((await application.redeem(begun, callback)).access_token).toBeTruthy()
    expect((await browser.get(at(application.id))).location).not.toContain('code=')
  })

  it('must be pushed where the operator says so', async () => {
    const strict = await registerApplication(portal, { pushedRequestsOnly: true })
    const { url } = await strict.begin()
    expect((await browser.get(url)).location).toContain('error=invalid_request')
    const pushed = await client.buildAuthorizationUrlWithPAR(strict.config, new URL(url).searchParams)
    expect(await callbackOf(browser, pushed.href)).toContain('code=')
  })
})

describe('a refresh token', () => {
  it('is changed at each use; the former one, used again, ends the whole family', async () => {
    const { refresh_token: first = '' } = await application.enter(browser)
    const second = await client.refreshTokenGrant(application.config, first)
    expect(second.refresh_token).not.toBe(first)
    expect(await isDead(first)).toBe(true)
    expect(await isDead(second.refresh_token ?? '')).toBe(true)
  })

  it('is changed once by fifty at a time, and then the family is dead', async () => {
    const { refresh_token: token = '' } = await application.enter(browser)
    const fields = { grant_type: 'refresh_token', refresh_token: token }
    const answers = await Promise.all(Array.from({ length: 50 }, () => raw.token(application, fields)))
    const given = answers.filter(({ status }) => status === 200)
    expect(given.length).toBe(1)
    for (const { body } of given) {
      expect(await isDead(String(body['refresh_token']))).toBe(true)
      expect(await showsSomebody(String(body['access_token']))).toBe(false)
    }
  })

  it('is of no use to another application', async () => {
    const { refresh_token: token = '' } = await application.enter(browser)
    const answer = await raw.token(other, { grant_type: 'refresh_token', refresh_token: token })
    expect(answer.body['error']).toBe('invalid_grant')
    expect(await isDead(token)).toBe(false)
  })
})

describe('a token is good for one thing (threat of token confusion)', () => {
  it('an access token refreshes nothing, a refresh token and an ID token show nothing', async () => {
    const tokens = await application.enter(browser)
    const { fields } = await newCode()
    for (const wrong of [tokens.access_token, tokens.id_token ?? '', fields.code])
      expect(await isDead(wrong)).toBe(true)
    for (const wrong of [tokens.refresh_token, tokens.id_token, fields.code]) {
      const answer = await raw.get('/oidc/userinfo', { authorization: `Bearer ${wrong}` })
      expect(answer.status).toBe(401)
    }
    const inQuery = await raw.get(`/oidc/userinfo?access_token=${tokens.access_token}`)
    expect(inQuery.status).toBe(400)
  })

  it('nobody looks into or takes back the tokens of another application', async () => {
    const tokens = await application.enter(browser)
    expect(await client.tokenIntrospection(other.config, tokens.access_token)).toEqual({ active: false })
    await client.tokenRevocation(other.config, tokens.refresh_token ?? '')
    expect(await isDead(tokens.refresh_token ?? '')).toBe(false)
  })

  it('its own application takes it back', async () => {
    const tokens = await application.enter(browser)
    await client.tokenRevocation(application.config, tokens.refresh_token ?? '')
    expect(await isDead(tokens.refresh_token ?? '')).toBe(true)
    expect(await client.tokenIntrospection(application.config, tokens.access_token)).toEqual({ active: false })
    expect((await application.enter(browser)).access_token).toBeTruthy()
  })

  it('is neither at rest, nor in a log, nor in the journal', async () => {
    const tokens = await application.enter(browser)
    const { fields, callback } = await newCode()
    const used = await raw.token(application, fields)
    const secrets = [
      tokens.access_token,
      tokens.refresh_token ?? '',
      fields.code,
      new URL(callback).searchParams.get('code') ?? '',
      String(used.body['refresh_token']),
      application.secret,
    ]
    const rows = JSON.stringify([
      await portal.database.selectFrom('oidc_artifact').selectAll().execute(),
      await portal.database.selectFrom('oidc_client').selectAll().execute(),
      await portal.database.selectFrom('journal').selectAll().execute(),
      await portal.database.selectFrom('signing_key').selectAll().execute(),
    ])
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(10)
      expect(rows).not.toContain(secret)
      expect(portal.log.join('')).not.toContain(secret)
    }
    expect(rows).not.toContain('"d":')
  })
})
