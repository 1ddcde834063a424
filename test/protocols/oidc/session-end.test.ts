import * as client from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import { createLoginStore } from '../../../src/storage/oidc-logins.ts'
import type { Browser } from '../../support/browser-client.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { callbackOf, registerApplication, type Tokens } from './support/application.ts'
import { openBackChannel, verifyLogoutToken } from './support/back-channel.ts'

const portal = await startPortal({ cards: ['expert'] })
const channel = await openBackChannel()
afterAll(() => Promise.all([portal.stop(), channel.close()]))

const application = await registerApplication(portal, {
  name: 'Dossiers',
  backChannelLogoutUri: channel.uri,
  privateAddresses: ['127.0.0.1'],
})
const logins = createLoginStore(portal.database)
const card = portal.pki.card('expert')
const expert = await portal.people.byCard(card)

interface Entered {
  readonly person: TestPerson
  readonly browser: Browser
  readonly tokens: Tokens
}

async function enter(): Promise<Entered> {
  const person = await portal.people.byEmail()
  const browser = portal.browser()
  await logInByEmail(portal, browser, person)
  return { person, browser, tokens: await application.enter(browser, { scope: 'openid email' }) }
}

const refresh = ({ refresh_token: token = '' }: Tokens) => client.refreshTokenGrant(application.config, token)

async function expectClosed({ tokens, browser }: Pick<Entered, 'tokens' | 'browser'>) {
  await expect(refresh(tokens)).rejects.toMatchObject({ error: 'invalid_grant' })
  const sub = tokens.claims()?.sub ?? ''
  await expect(client.fetchUserInfo(application.config, tokens.access_token, sub)).rejects.toThrow()
  expect(await client.tokenIntrospection(application.config, tokens.access_token)).toEqual({ active: false })
  const silent = await application.begin({ prompt: 'none' })
  const out = new URL(await callbackOf(browser, silent.url))
  expect(out.searchParams.get('code')).toBeNull()
  return out.searchParams.get('error')
}

/** The application is told within moments, by a token that is about this login. */
async function expectTold({ tokens }: Pick<Entered, 'tokens'>) {
  const [sub, sid] = [tokens.claims()?.sub, tokens.claims()?.['sid']]
  const mine = async () =>
    (await Promise.all(channel.received.map((token) => verifyLogoutToken(portal, token, application.id)))).filter(
      (payload) => payload['sid'] === sid,
    )
  await expect.poll(async () => (await mine()).length, { timeout: 5000 }).toBeGreaterThan(0)
  expect((await mine())[0]).toMatchObject({
    sub,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
  expect((await mine())[0]).not.toHaveProperty('nonce')
}

const endings: Readonly<Record<string, (entered: Entered) => Promise<unknown>>> = {
  'the button of the portal': async ({ browser }) => browser.press(await browser.open('/expertises'), 'Se déconnecter'),
  'another process that ends the session': ({ person }) =>
    portal.stores.sessions.endAllOf(person.accountId, 'revoked', portal.clock.now()),
  'the account deactivated': ({ person }) => portal.stores.accounts.setStatus(person.accountId, 'inactive'),
  'half an hour without any use': async () => portal.clock.advance(30 * MINUTE_MS),
}

describe('the session is over for the application too, by', () => {
  it.each(Object.keys(endings))('%s: nothing is refreshed, shown or issued, and it is told', async (name) => {
    const entered = await enter()
    const introspected = await client.tokenIntrospection(application.config, entered.tokens.access_token)
    expect(introspected).toMatchObject({ active: true, sub: entered.tokens.claims()?.sub })
    await endings[name]?.(entered)
    expect(await expectClosed(entered)).toBe('login_required')
    await expectTold(entered)
  })

  it('its longest life, though the application keeps it awake', async () => {
    const { tokens } = await enter()
    let latest = tokens
    const until = portal.clock.now() + 4 * HOUR_MS
    while (portal.clock.now() + 25 * MINUTE_MS < until) {
      portal.clock.advance(25 * MINUTE_MS)
      latest = await refresh(latest)
    }
    portal.clock.set(until)
    await expect(refresh(latest)).rejects.toMatchObject({ error: 'invalid_grant' })
    await expectTold({ tokens })
  })

  it('a card that was blocked', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card)
    const tokens = await application.enter(browser)
    const [binding] = await portal.stores.bindings.listOf(expert.accountId)
    await portal.stores.bindings.block(binding?.id ?? '')
    await expectClosed({ tokens, browser })
    portal.clock.advance(5 * MINUTE_MS)
    await expectTold({ tokens })
  })
})

describe('new terms close every application until they are accepted', () => {
  it('at the effective instant, not before; the same session goes on afterwards', async () => {
    const entered = await enter()
    const { browser, tokens, person } = entered
    const effectiveAt = portal.clock.now() + MINUTE_MS
    await portal.people.publishTerms({ label: '2', effectiveAt })
    portal.clock.set(effectiveAt - SECOND_MS)
    const still = await refresh(tokens)
    portal.clock.set(effectiveAt)
    expect(await expectClosed({ tokens: still, browser })).toBe('interaction_required')
    await expectTold(entered)

    const begun = await application.begin()
    const terms = await browser.open(begun.url)
    expect(terms.url).toContain('/cgu')
    const accepted = await browser.submit(terms, 'Accepter et continuer', { acceptation: 'oui' })
    const out = await callbackOf(browser, accepted.location)
    const again = await application.redeem(begun, out)
    expect(again.claims()?.['cgu_version']).toBe('2')
    expect((await logins.ofAccount(person.accountId)).map(({ state }) => state)).toEqual(['open'])
  })
})

describe('telling', () => {
  it('is tried again until the application takes it, and its state can be seen', async () => {
    channel.answerWith(503)
    const { browser, person } = await enter()
    const before = channel.received.length
    await browser.press(await browser.open('/expertises'), 'Se déconnecter')
    const [login] = await eventually(
      () => logins.ofAccount(person.accountId),
      ([one]) => one?.lastError !== undefined,
    )
    expect(login).toMatchObject({ state: 'leaving', attempts: 1 })
    expect(login?.lastError).toContain('503')
    channel.answerWith(204)
    portal.clock.advance(10 * SECOND_MS)
    const [told] = await eventually(
      () => logins.ofAccount(person.accountId),
      ([one]) => one?.state === 'told',
    )
    expect(told).toMatchObject({ attempts: 2 })
    expect(channel.received.length).toBe(before + 2)
    channel.answerWith(200)
  })

  it('reaches no address that the operator did not name', async () => {
    const inside = await openBackChannel()
    const guarded = await registerApplication(portal, { backChannelLogoutUri: inside.uri })
    const { browser, person } = await enter()
    await guarded.enter(browser)
    await browser.press(await browser.open('/expertises'), 'Se déconnecter')
    const refused = await eventually(
      () => logins.ofAccount(person.accountId),
      (all) => all.some(({ lastError }) => lastError?.includes('not public')),
    )
    expect(refused.find(({ applicationId }) => applicationId === guarded.id)?.state).toBe('leaving')
    expect(inside.received).toEqual([])
    await inside.close()
  })

  it('is not needed where the application has no address for it', async () => {
    const quiet = await registerApplication(portal)
    const { browser, person } = await enter()
    await quiet.enter(browser)
    await browser.press(await browser.open('/expertises'), 'Se déconnecter')
    const all = await eventually(
      () => logins.ofAccount(person.accountId),
      (each) => each.every(({ state }) => state !== 'open' && state !== 'leaving'),
    )
    expect(all.find(({ applicationId }) => applicationId === quiet.id)?.state).toBe('closed')
  })
})

async function eventually<Value>(ask: () => Promise<Value>, until: (value: Value) => boolean): Promise<Value> {
  let value = await ask()
  await expect
    .poll(
      async () => {
        value = await ask()
        return until(value)
      },
      { timeout: 5000 },
    )
    .toBe(true)
  return value
}
