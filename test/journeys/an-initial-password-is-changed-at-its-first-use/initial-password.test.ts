import { afterAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../support/browser-client.ts'
import { HOUR_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const CHOSEN = 'violon dans la neige de mai'
const NEW = 'nouveau-mot-de-passe'
const TITLE = 'Choisissez votre mot de passe'

async function atTheChange() {
  const person = await portal.people.byEmail({ password: 'temporary' })
  const browser = portal.browser()
  return { person, browser, page: await logInByEmail(portal, browser, person) }
}

const isIn = ({ url }: Answer): boolean => new URL(url).pathname.startsWith('/expertises')

describe('an initial password is changed at its first use (RS-1)', () => {
  it('after the code and before anything else; then it opens nothing any more', async () => {
    const { person, browser, page } = await atTheChange()
    expect(page.title).toBe(TITLE)
    const landing = await browser.press(page, 'Enregistrer', { [NEW]: CHOSEN, confirmation: CHOSEN })
    expect(isIn(landing)).toBe(true)

    portal.clock.advance(HOUR_MS)
    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(401)
    expect(isIn(await logInByEmail(portal, portal.browser(), { ...person, password: CHOSEN }))).toBe(true)
  })

  it('nothing is reachable past it', async () => {
    const { browser, page } = await atTheChange()
    const { search } = new URL(page.url)
    for (const path of ['/connexion/suite', '/cgu', '/connexion/code'])
      expect((await browser.open(path + search)).title, path).toBe(TITLE)
    for (const path of ['/', '/expertises']) expect((await browser.open(path)).title, path).toBe('Choix du profil')
    const tentative = search.split('=')[1] ?? ''
    const skipped = await browser.follow(await browser.post('/cgu', { tentative, acceptation: 'oui' }))
    expect(isIn(skipped)).toBe(false)
  })

  it.each([
    ['is too short', 'quatorze signes', 'violon quatorz', 'moins de 15 caractères'],
    ['is the initial one', 'le même', undefined, 'différent du mot de passe actuel'],
    ['repeats itself', 'aaaa', 'a'.repeat(20), 'facile à deviner'],
    ['is made of the name of the service', 'parvis', 'parvisparvisparvis', 'facile à deviner'],
    ['has 257 characters', 'long', 'violon '.repeat(37).slice(0, 257), 'trop long'],
  ])('a new one is refused that %s', async (_, __, wanted, explained) => {
    const { person, browser, page } = await atTheChange()
    const typed = wanted ?? person.password
    const refused = await browser.press(page, 'Enregistrer', { [NEW]: typed, confirmation: typed })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(explained)
    expect(refused.body).not.toContain(typed)
  })

  it('or that was typed in two ways', async () => {
    const { browser, page } = await atTheChange()
    const refused = await browser.press(page, 'Enregistrer', { [NEW]: CHOSEN, confirmation: `${CHOSEN} !` })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('différentes')
  })

  it('a new one of 64 characters with accents is accepted, however the keyboard writes them', async () => {
    const { person, browser, page } = await atTheChange()
    const long = 'Éléphants âgés, cœurs légers : où êtes-vous allés à Noël dernier ?'
    expect([...long].length).toBeGreaterThanOrEqual(64)
    await browser.press(page, 'Enregistrer', { [NEW]: long.normalize('NFC'), confirmation: long.normalize('NFC') })
    const elsewhere = { ...person, password: long.normalize('NFD') }
    expect(isIn(await logInByEmail(portal, portal.browser(), elsewhere))).toBe(true)
  })

  it('the owner of the address is told, without the password', async () => {
    const { person, browser, page } = await atTheChange()
    await browser.press(page, 'Enregistrer', { [NEW]: CHOSEN, confirmation: CHOSEN })
    await expect.poll(() => portal.mail.to(person.email)[0]?.subject).toContain('mot de passe')
    expect(portal.mail.to(person.email)[0]?.text).not.toContain(CHOSEN)
  })

  it('is dead after 72 hours, with the same words as a wrong one (RS-11)', async () => {
    const person = await portal.people.byEmail({ password: 'temporary' })
    portal.clock.advance(72 * HOUR_MS - 1)
    expect((await giveEmailAndPassword(portal.browser(), person)).title).toContain('Code temporaire')
    portal.clock.advance(1)
    const late = await giveEmailAndPassword(portal.browser(), person)
    const wrong = await giveEmailAndPassword(portal.browser(), { ...person, password: 'tout autre chose' })
    expect(late.status).toBe(401)
    expect(late.body).toBe(wrong.body)
  })
})
