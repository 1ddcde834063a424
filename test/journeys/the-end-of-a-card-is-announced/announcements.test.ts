import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createAesSealer } from '../../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../../src/adapters/crypto-random.ts'
import { createEndAnnouncer } from '../../../src/sign-in/methods/smart-card/announce-end.ts'
import { createTransact } from '../../../src/storage/stores.ts'
import { DAY_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'renewed', 'co-expert'] })
afterAll(() => portal.stop())

/** What housekeeping does every ten minutes, in as many processes as there are. */
function announcer() {
  const random = createCryptoRandom()
  const sealer = createAesSealer(readFileSync(portal.settings.secretKeyFile), random)
  const announce = createEndAnnouncer(
    portal.stores,
    createTransact(portal.database, random),
    sealer,
    random,
    '/certificat',
  )
  return () => announce(portal.clock.now())
}

const endIn = (accountId: string, days: number) =>
  portal.database
    .updateTable('certificate_binding')
    .set({ not_after: portal.clock.now() + days * DAY_MS })
    .where('account_id', '=', accountId)
    .execute()

const announcements = (email: string) =>
  portal.mail.to(email).filter(({ subject }) => subject.includes('arrive à échéance'))

describe('the end of a card is announced (S2.31)', () => {
  it('by mail at 90, 60, 30, 10 and 3 days, once each, with the steps and the delays', async () => {
    const { accountId, email } = await portal.people.byCard(portal.pki.card('expert'))
    await endIn(accountId, 91)
    const [one, other] = [announcer(), announcer()]
    const told: number[] = []
    for (let day = 91; day >= 0; day -= 1) {
      await Promise.all([one(), other()])
      const { length } = await portal.database.selectFrom('expiry_notice').selectAll().execute()
      if (length > told.length) {
        told.push(day)
        await expect.poll(() => announcements(email).length, { timeout: 5_000 }).toBe(told.length)
      }
      portal.clock.advance(DAY_MS)
    }
    expect(told).toEqual([90, 60, 30, 10, 3])
    expect(announcements(email)).toHaveLength(5)
    const subjects = await portal.stores.journal.latestAbout(accountId, ['card.end-announced'], 10)
    expect(subjects.map(({ data }) => data['daysBefore'])).toEqual([3, 10, 30, 60, 90])
    const mail = announcements(email).at(-1)
    expect(mail?.text).toContain('expire dans 90 jours')
    expect(mail?.text).toContain('7 à 11 semaines')
    expect(mail?.text).toContain('3 à 6 semaines')
    expect(mail?.text).toContain(`${portal.origin}/certificat`)
  })

  it('not any more once the next card is attached, nor to somebody whose account is closed', async () => {
    const { accountId, email } = await portal.people.byCard(portal.pki.card('renewed'))
    await endIn(accountId, 20)
    await portal.stores.accounts.setStatus(accountId, 'inactive')
    await announcer()()
    await portal.stores.accounts.setStatus(accountId, 'active')
    const { accountId: next } = await portal.people.byCard(portal.pki.card('co-expert'))
    const renewal = { account_id: accountId, not_after: portal.clock.now() + 1_000 * DAY_MS }
    await portal.database.updateTable('certificate_binding').set(renewal).where('account_id', '=', next).execute()
    await announcer()()
    await portal.browser().open('/')
    expect(announcements(email)).toEqual([])
  })
})

describe('and shown to whoever is logged in', () => {
  it('on the dashboard and the account, with the way to the next card', async () => {
    const card = portal.pki.card('co-expert')
    const binding = await portal.stores.bindings.findBySha256(card.sha256)
    const browser = portal.browser()
    portal.clock.set(Date.now())
    await logInByCard(browser, card)
    const accountId = binding?.accountId ?? ''
    await endIn(accountId, 91)
    expect((await browser.open('/expertises')).text).not.toContain('Votre certificat expire')
    await endIn(accountId, 45)
    for (const path of ['/expertises', '/mon-compte']) {
      const page = await browser.open(path)
      expect(page.text).toContain('Votre certificat expire dans 45 jours')
      expect(page.body).toContain('href="/certificat"')
    }
  })
})
