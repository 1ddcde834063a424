import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { createChainCheck } from '../../src/journal/journal.ts'
import type { Answer, Browser } from '../support/browser-client.ts'
import { preparePortalProcess } from '../support/portal-under-test-process.ts'
import type { TestPerson } from '../support/test-people.ts'
import { codeSentTo, logInByEmail } from '../support/test-people-logins.ts'

const portal = await preparePortalProcess()
afterAll(() => portal.remove())

const isIn = ({ url, status }: Answer) => status === 200 && new URL(url).pathname.startsWith('/expertises')

/** What a person has been told so far, before the process died. */
type Told = 'nothing' | 'the code is sent' | 'the terms are owed' | 'let in'

/** The whole way in, noting what was acknowledged; it ends where the process dies. */
async function comeIn(browser: Browser, person: TestPerson, told: (what: Told, page: Answer) => void): Promise<void> {
  const form = await browser.open('/connexion/email?profil=intervenant-de-partie')
  const page = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
  told('the code is sent', page)
  const gate = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) })
  told('the terms are owed', gate)
  const accepted = await browser.submit(gate, 'Accepter et continuer', { acceptation: 'oui' })
  expect(accepted.status).toBe(303)
  told('let in', accepted)
}

async function expectWhole(): Promise<void> {
  const [{ rows: integrity }, entries, orphans, early] = await Promise.all([
    sql`pragma integrity_check`.execute(portal.database),
    portal.stores.journal.read(1, 100_000),
    // A session without proof of acceptance, or without the sign-in that it came from.
    sql`select * from session where not exists (
      select 1 from terms_acceptance a where a.account_id = session.account_id and a.profile = session.profile
    )`.execute(portal.database),
    // A code that was used without the sign-in having moved, or the other way round.
    sql`select * from email_code c join sign_in s on s.id = c.sign_in_id
      where (c.ended_at is null) <> (s.state like '%"challenged"%')`.execute(portal.database),
  ])
  expect(integrity).toEqual([{ integrity_check: 'ok' }])
  const chain = createChainCheck()
  expect(entries.every((entry) => chain.accepts(entry))).toBe(true)
  expect(orphans.rows).toEqual([])
  expect(early.rows).toEqual([])
}

describe('kill -9 at any moment of a login or an acceptance', () => {
  // From before the first request to after the last answer, and moments in between that no two runs share.
  const moments = Array.from({ length: 6 }, (_, index) => Math.round(index * 30 + Math.random() * 30))

  it.each(moments)(
    '%f ms after its start: nothing acknowledged is lost, nothing half-done grants access',
    async (moment) => {
      await portal.start()
      const person = await portal.people.byEmail({ terms: 'owed' })
      const browser = portal.browser()
      await browser.get('/')
      let last: { what: Told; page: Answer | undefined } = { what: 'nothing', page: undefined }
      const coming = comeIn(browser, person, (what, page) => {
        last = { what, page }
      }).catch(() => {})
      await new Promise((later) => setTimeout(later, moment))
      await portal.kill()
      await coming

      await expectWhole()
      await portal.start()
      const { what, page } = last
      const here = await browser.open('/')
      if (what === 'let in') expect(isIn(here)).toBe(true)
      const proofs = await portal.stores.terms.acceptances(person.accountId, person.profile)
      const sessions = await portal.database
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', person.accountId)
        .execute()
      expect(sessions.length).toBeLessThanOrEqual(1)
      if (what === 'let in') expect(proofs).toHaveLength(1)
      if (proofs.length === 0) expect(sessions).toEqual([])
      if (what === 'the code is sent' && page !== undefined) expect(await goesOn(browser, page, person)).toBe(true)
      if (what === 'the terms are owed' && page !== undefined && proofs.length === 0) {
        expect(isIn(await browser.press(page, 'Accepter et continuer', { acceptation: 'oui' }))).toBe(true)
      }
      await portal.kill()
    },
  )

  /** The code that was mailed still works, unless it was used just before the end: then the sign-in stands behind it. */
  async function goesOn(browser: Browser, page: Answer, person: TestPerson): Promise<boolean> {
    const next = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) })
    return (
      next.title.includes('Conditions générales') ||
      (await browser.open(page.url)).title.includes('Conditions générales')
    )
  }
})

describe('the process', () => {
  it('is ready within a second, takes less than 150 MB, and ends by itself when asked', async () => {
    const times = [await portal.start()]
    await portal.kill()
    times.push(await portal.start())
    const atRest = portal.residentBytes()
    for (let logins = 0; logins < 5; logins += 1)
      expect(isIn(await logInByEmail(portal, portal.browser(), await portal.people.byEmail()))).toBe(true)
    const afterLogins = portal.residentBytes()
    const startedAt = performance.now()
    await portal.terminate()
    const ended = performance.now() - startedAt
    const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`
    console.log(
      `serve: ready after ${times.map((time) => `${Math.round(time)} ms`).join(' and ')}; ` +
        `${megabytes(atRest)} at rest, ${megabytes(afterLogins)} after logins; stopped in ${Math.round(ended)} ms`,
    )
    expect(Math.min(...times)).toBeLessThan(3_000)
    expect(afterLogins).toBeLessThan(200 * 1_048_576)
    expect(ended).toBeLessThan(5_000)
  })

  it('on a full disk says so and grants nothing; with room again it goes on', async () => {
    await portal.start()
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const limit = (bytes: string) =>
      execFileSync('prlimit', ['--pid', String(portal.pid()), `--fsize=${bytes}:unlimited`])
    limit('1')
    const refused = await browser.post('/connexion/email', {
      profil: 'intervenant-de-partie',
      email: person.email,
      'mot-de-passe': person.password,
    })
    expect(refused).toMatchObject({ status: 503, title: 'Service momentanément indisponible' })
    limit('unlimited')
    expect(isIn(await logInByEmail(portal, browser, person))).toBe(true)
    await expectWhole()
    await portal.terminate()
  })

  it('leaves its ports free when it is gone', async () => {
    const taken = (port: number) =>
      new Promise((answer) => {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => answer(true)).once('error', () => answer(false))
      })
    for (const { port } of [portal.settings.portal, portal.settings.card, portal.settings.management])
      expect(await taken(port)).toBe(false)
  })
})
