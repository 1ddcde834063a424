import { afterAll, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser-client.ts'
import { MINUTE_MS, SECOND_MS } from '../support/durations.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { certificateOf } from '../support/test-people.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert'] })
afterAll(() => portal.stop())

const [expertCard, otherCard] = [portal.pki.card('expert'), portal.pki.card('co-expert')]
const expert = await portal.people.byCard(expertCard)
await portal.people.byCard(otherCard, { profile: 'co-expert' })

const isIn = async (browser: Browser) => new URL((await browser.open('/')).url).pathname.startsWith('/expertises')

/** Asks for a one-time address: where the browser is to present its card. */
async function askedFor(browser = portal.browser()): Promise<{ browser: Browser; address: string }> {
  browser.insertCard(certificateOf(expertCard))
  const { location } = await browser.post('/connexion/carte', {})
  return { browser, address: location }
}

/** Presents the card: where the card listener sends back to, ticket included. */
async function withTicket() {
  const { browser, address } = await askedFor()
  return { browser, address, back: (await browser.get(address)).location }
}

describe('the ticket of a card (256 bits, 60 seconds, single use, one browser)', () => {
  it('opens the session of the browser that asked', async () => {
    const { browser, back } = await withTicket()
    expect(Buffer.from(new URL(back).searchParams.get('ticket') ?? '', 'base64url')).toHaveLength(32)
    expect((await browser.get(back)).location).toBe('/expertises')
    expect(await isIn(browser)).toBe(true)
  })

  it('played again, opens nothing', async () => {
    const { browser, back } = await withTicket()
    await browser.get(back)
    await browser.press(await browser.open('/'), 'Se déconnecter')
    const again = await browser.get(back)
    expect(again).toMatchObject({ status: 409, location: '' })
    expect(again.text).toContain('Réessayer')
    expect(await isIn(browser)).toBe(false)
  })

  it('sent 20 times at once, opens one session', async () => {
    const { browser, back } = await withTicket()
    const before = await openSessions()
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.get(back)))
    expect(answers.filter(({ location }) => location === '/expertises')).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await openSessions()).toBe(before + 1)
  })

  it('stolen, opens nothing in another browser, which is told; and is dead for its owner', async () => {
    const { browser, back } = await withTicket()
    const thief = portal.browser()
    const stolen = await thief.get(back)
    expect(stolen.status).toBe(403)
    expect(stolen.text).toContain('navigateur')
    expect(await isIn(thief)).toBe(false)
    expect((await browser.get(back)).status).toBe(409)
    expect(await isIn(browser)).toBe(false)
  })

  it('stolen by a browser that is asking itself, opens nothing there', async () => {
    const { back } = await withTicket()
    const { browser: thief } = await askedFor()
    expect((await thief.get(back)).status).toBe(403)
    expect(await isIn(thief)).toBe(false)
  })

  it('59.999 seconds old it works, 60 seconds old it is dead', async () => {
    const inTime = await withTicket()
    portal.clock.advance(MINUTE_MS - 1)
    expect((await inTime.browser.get(inTime.back)).location).toBe('/expertises')
    const late = await withTicket()
    portal.clock.advance(MINUTE_MS)
    expect((await late.browser.get(late.back)).status).toBe(409)
    const tooLate = await withTicket()
    portal.clock.advance(MINUTE_MS + SECOND_MS)
    expect((await tooLate.browser.get(tooLate.back)).status).toBe(409)
  })

  it.each(['', 'x', 'A'.repeat(43), '__proto__', '%00', 'A'.repeat(5_000)])(
    'made up, opens nothing: %j',
    async (ticket) => {
      const { browser } = await askedFor()
      const answer = await browser.get(`/connexion/carte/retour?ticket=${ticket}`)
      expect([400, 409]).toContain(answer.status)
      expect((await browser.get('/connexion/carte/retour')).status).toBe(409)
      expect((await browser.get('/connexion/carte/retour?ticket=a&ticket=b')).status).toBe(409)
    },
  )

  it('is in no page, no log and no journal', async () => {
    const { browser, back } = await withTicket()
    const ticket = new URL(back).searchParams.get('ticket') ?? 'none'
    const answer = await browser.get(back)
    expect(answer.body).not.toContain(ticket)
    expect(portal.log.join()).not.toContain(ticket)
    expect(JSON.stringify(await portal.stores.journal.read(1, 10_000))).not.toContain(ticket)
    expect(JSON.stringify(await portal.database.selectFrom('ephemeral').selectAll().execute())).not.toContain(ticket)
  })
})

describe('the one-time address of a card', () => {
  it('serves once: whoever comes second is sent to the portal without a ticket', async () => {
    const { browser, address } = await askedFor()
    const first = await browser.get(address)
    expect(first.location).toContain('ticket=')
    const second = await browser.get(address)
    expect(second.location).toBe(`${portal.origin}/connexion/carte`)
  })

  it('is another for each try, and 128 bits of it', async () => {
    const labels = await Promise.all(
      Array.from({ length: 5 }, async () => new URL((await askedFor()).address).hostname),
    )
    expect(new Set(labels).size).toBe(5)
    for (const label of labels) expect(label).toMatch(/^[0-9a-f]{32}\.carte\.localhost$/)
  })

  it('lives ten minutes', async () => {
    const inTime = await askedFor()
    portal.clock.advance(10 * MINUTE_MS - 1)
    expect((await inTime.browser.get(inTime.address)).location).toContain('ticket=')
    const late = await askedFor()
    portal.clock.advance(10 * MINUTE_MS)
    expect((await late.browser.get(late.address)).location).toBe(`${portal.origin}/connexion/carte`)
  })

  it('opened by a card holder who was lured there gives the one who asked nothing', async () => {
    const { browser: attacker, address } = await askedFor()
    const victim = portal.browser()
    victim.insertCard(certificateOf(otherCard))
    const lured = await victim.get(address)
    expect((await victim.get(lured.location)).status).toBe(403)
    expect(await isIn(attacker)).toBe(false)
    expect(await isIn(victim)).toBe(false)
  })

  it('that nobody asked for opens nothing: %s', async () => {
    const browser = portal.browser()
    browser.insertCard(certificateOf(expertCard))
    const { protocol, host } = new URL(portal.cardOrigin)
    for (const name of ['f'.repeat(32), 'x', 'localhost']) {
      const answer = await browser.get(`${protocol}//${name}.${host}/`)
      expect(answer).toMatchObject({ status: 303, location: `${portal.origin}/connexion/carte` })
    }
    expect((await browser.get(`${portal.cardOrigin}/`)).location).toBe(`${portal.origin}/connexion/carte`)
  })

  it('answers nothing but GET of its one page', async () => {
    const { browser, address } = await askedFor()
    expect((await browser.send('POST', address, { body: 'x=y' })).status).toBe(405)
    expect((await browser.get(`${address}favicon.ico`)).status).toBe(404)
    expect((await browser.get(`${address}?demande=x`)).location).toContain('ticket=')
  })
})

it('all of this opened sessions for the expert alone', async () => {
  const rows = await portal.database.selectFrom('session').select('account_id').distinct().execute()
  expect(rows.map((row) => row.account_id)).toEqual([expert.accountId])
})

const openSessions = async () =>
  (await portal.database.selectFrom('session').select('handle').where('ended_at', 'is', null).execute()).length
