import { afterAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { logInByCard, logInByEmail } from '../support/test-people-logins.ts'
import { capturedContext } from './captured-context.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

/** The command line beside the running service, on the same database. */
async function run(...words: readonly string[]) {
  const { database, secretKeyFile } = portal.settings
  const env = { PARVIS_MODE: 'demo', PARVIS_DATABASE_URL: database.url, PARVIS_SECRET_KEY_FILE: secretKeyFile }
  const context = capturedContext(env, portal.clock)
  const status = await runCommandLine(words, context)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

const latest = async (
  accountId: string,
  event: 'account.status-changed' | 'session.ended' | 'account.profile-granted',
) => (await portal.stores.journal.latestAbout(accountId, [event], 1))[0]?.data

async function comeIn() {
  const person = await portal.people.byEmail()
  const browser = portal.browser()
  await logInByEmail(portal, browser, person)
  portal.clock.advance(31_000)
  return { person, browser, isIn: async () => (await browser.get('/mon-compte')).status === 200 }
}

describe('parvis session', () => {
  it('lists the sessions of an account, and ends one or all at their next request', async () => {
    const { person, isIn } = await comeIn()
    const other = portal.browser()
    await logInByEmail(portal, other, person)
    const { printed } = await run('session', 'list', person.email)
    const handles = printed
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '')
    expect(handles).toHaveLength(2)
    expect(await run('session', 'revoke', person.email, handles[0] ?? '')).toMatchObject({
      status: 0,
      printed: '1 ended\n',
    })
    expect(await isIn()).toBe(true)
    expect((await other.get('/mon-compte')).status).toBe(303)
    expect(await run('session', 'revoke', person.accountId)).toMatchObject({ status: 0, printed: '1 ended\n' })
    expect(await isIn()).toBe(false)
    expect(await latest(person.accountId, 'session.ended')).toMatchObject({
      by: expect.stringContaining('command line'),
    })
  })

  it('says so when there is nobody, or no such session', async () => {
    const { person, isIn } = await comeIn()
    expect(await run('session', 'list', 'nobody@essai.test')).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('account.unknown'),
    })
    expect(await run('session', 'revoke', person.email, 'no-such-handle')).toMatchObject({
      status: 1,
      printed: '0 ended\n',
    })
    expect(await isIn()).toBe(true)
  })
})

describe('parvis account', () => {
  it('shows an account without a secret of it', async () => {
    const person = await portal.people.byEmail()
    const { printed } = await run('account', 'show', person.email)
    expect(printed).toContain(person.accountId)
    expect(printed).toContain('password chosen; intervenant-de-partie')
    expect(printed).not.toContain('argon2')
  })

  it('deactivates at once, with a reason, and reactivates', async () => {
    const { person, isIn } = await comeIn()
    expect(await run('account', 'deactivate', person.email)).toMatchObject({ status: 2 })
    expect(await isIn()).toBe(true)
    expect(await run('account', 'deactivate', person.email, '--why', 'départ')).toMatchObject({ status: 0 })
    expect(await isIn()).toBe(false)
    expect(await latest(person.accountId, 'account.status-changed')).toMatchObject({
      status: 'inactive',
      reason: 'départ',
    })
    await run('account', 'reactivate', person.email, '--why', 'retour')
    const again = portal.browser()
    portal.clock.advance(31_000)
    expect((await logInByEmail(portal, again, person)).status).toBe(200)
  })

  it('grants a profile that exists', async () => {
    const person = await portal.people.byEmail()
    expect(await run('account', 'grant', person.email, 'avocat', '--why', 'x')).toMatchObject({ status: 1 })
    expect(await run('account', 'grant', person.email, 'candidat', '--why', 'dossier')).toMatchObject({ status: 0 })
    expect((await portal.stores.accounts.find(person.accountId))?.profiles).toContain('candidat')
    expect(await latest(person.accountId, 'account.profile-granted')).toMatchObject({
      profile: 'candidat',
      reason: 'dossier',
    })
  })

  it('blocks a card by its serial number', async () => {
    const card = portal.pki.card('expert')
    const person = await portal.people.byCard(card)
    const browser = portal.browser()
    await logInByCard(browser, card)
    const [binding] = await portal.stores.bindings.listOf(person.accountId)
    const block = (serial: string) => run('account', 'block-card', person.email, serial, '--why', 'perdue')
    expect(await block('00')).toMatchObject({ status: 1, complaints: expect.stringContaining('card.not-of-account') })
    expect(await block(binding?.serialNumber.toUpperCase() ?? '')).toMatchObject({ status: 0 })
    expect((await browser.get('/mon-compte')).status).toBe(303)
    expect((await logInByCard(portal.browser(), card)).title).toBe('Cette carte a été bloquée')
  })
})
