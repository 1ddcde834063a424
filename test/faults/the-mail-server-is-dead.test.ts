import { afterAll, describe, expect, it } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../support/durations.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { codeSentTo, giveEmailAndPassword } from '../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const isIn = ({ url }: { url: string }) => new URL(url).pathname.startsWith('/expertises')
/** The dispatcher looks again every second; what it may send by now is the test's clock's affair. */
const soon = { timeout: 4_000, interval: 20 }

describe('while the mail server is dead', () => {
  it('the page says that the code is delayed; it arrives when the server is back, and works', async () => {
    const person = await portal.people.byEmail()
    await portal.mail.die()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, person)
    expect(page.status).toBe(200)
    expect(page.text).toContain("L'envoi des emails est momentanément retardé.")
    portal.clock.advance(3 * MINUTE_MS)
    expect((await browser.open(page.url)).text).toContain('momentanément retardé')

    await portal.mail.comeBack()
    portal.clock.advance(2 * MINUTE_MS)
    await expect.poll(() => portal.mail.to(person.email).length, soon).toBe(1)
    await expect.poll(async () => (await browser.open(page.url)).text, soon).not.toContain('momentanément retardé')
    expect(isIn(await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
  })

  it('a restart loses neither the sign-in nor the mail', async () => {
    const person = await portal.people.byEmail()
    await portal.mail.die()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, person)
    await portal.restart()
    await portal.mail.comeBack()
    portal.clock.advance(MINUTE_MS)
    await expect.poll(() => portal.mail.to(person.email).length, soon).toBe(1)
    expect(isIn(await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
  })

  it('for ten minutes, the code dies unsent; the sign-in lives, and a new code can be asked for', async () => {
    const person = await portal.people.byEmail()
    await portal.mail.die()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, person)
    portal.clock.advance(10 * MINUTE_MS)
    await portal.mail.comeBack()
    const state = () =>
      portal.database.selectFrom('mail_outbox').select('state').where('recipient', '=', person.email).execute()
    await expect.poll(state, soon).toEqual([{ state: 'expired' }])
    expect(portal.mail.to(person.email)).toEqual([])
    const late = await browser.open(page.url)
    expect(late.text).toContain('Le temps est écoulé')
    const again = await browser.press(late, 'Renvoyer le code')
    expect(isIn(await browser.press(again, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
  })

  it('a code asked for again takes the place of the one that waits: one mail arrives', async () => {
    const person = await portal.people.byEmail()
    await portal.mail.die()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, person)
    portal.clock.advance(31 * SECOND_MS)
    const again = await browser.press(page, 'Renvoyer le code')
    await portal.mail.comeBack()
    portal.clock.advance(MINUTE_MS)
    await expect.poll(() => portal.mail.to(person.email).length, soon).toBe(1)
    expect(isIn(await browser.press(again, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
    expect(portal.mail.to(person.email)).toHaveLength(1)
  })

  it('nobody is kept waiting: the page comes within two seconds', async () => {
    const person = await portal.people.byEmail()
    await portal.mail.die()
    const startedAt = performance.now()
    await giveEmailAndPassword(portal.browser(), person)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    await portal.mail.comeBack()
  })
})
