import { afterAll, describe, expect, it } from 'vitest'
import type { Browser, Fields } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const FRESH = 'grenier citron marteau pluie'
const portal = await startPortal()
afterAll(() => portal.stop())

const change = async (browser: Browser, fields: Fields) =>
  browser.press(await browser.open('/mon-compte/mot-de-passe'), 'Enregistrer', {
    'mot-de-passe-actuel': PASSWORD,
    'nouveau-mot-de-passe': FRESH,
    confirmation: FRESH,
    ...fields,
  })

async function comeIn() {
  const person = await portal.people.byEmail()
  const browser = portal.browser()
  await logInByEmail(portal, browser, person)
  return { person, browser }
}

describe('a new password (PW-13)', () => {
  it('takes the place of the present one; other sessions end and the owner is told', async () => {
    const { person, browser } = await comeIn()
    const other = portal.browser()
    portal.clock.advance(31_000)
    await logInByEmail(portal, other, person)
    const page = await change(browser, {})
    expect(page).toMatchObject({ status: 200, title: 'Mon compte' })
    expect(page.text).toContain('Votre nouveau mot de passe est enregistré.')
    expect((await other.get('/mon-compte')).status).toBe(303)
    await expect.poll(() => portal.mail.to(person.email)[0]?.subject).toContain('mot de passe a été changé')

    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(401)
    const again = await giveEmailAndPassword(portal.browser(), { ...person, password: FRESH })
    expect(again.url).toContain('/connexion/code')
  })

  it.each([
    ['the present one is wrong', { 'mot-de-passe-actuel': 'un autre que le bon' }, "Le mot de passe actuel n'est pas"],
    ['the present one is missing', { 'mot-de-passe-actuel': '' }, 'Saisissez votre mot de passe.'],
    ['it is too short', { 'nouveau-mot-de-passe': 'court', confirmation: 'court' }, 'moins de 15 caractères'],
    ['it is the same', { 'nouveau-mot-de-passe': PASSWORD, confirmation: PASSWORD }, 'doit être différent'],
    ['the second typing differs', { confirmation: `${FRESH}.` }, 'sont différentes'],
  ])('is refused when %s', async (_why, fields, sentence) => {
    const { person, browser } = await comeIn()
    const page = await change(browser, fields)
    expect(page.status).toBe(400)
    expect(page.text).toContain(sentence)
    expect((await giveEmailAndPassword(portal.browser(), person)).url).toContain('/connexion/code')
  })

  it('cannot be guessed here either: the tries are those of the login (threat 24)', async () => {
    const { person, browser } = await comeIn()
    const stranger = portal.browser()
    for (let times = 0; times < 5; times += 1) await change(browser, { 'mot-de-passe-actuel': `essai numéro ${times}` })
    expect((await change(browser, {})).status).toBe(429)
    // The browser that logged in has a count of its own (threat 43): the owner elsewhere is not slowed down.
    expect((await giveEmailAndPassword(stranger, person)).url).toContain('/connexion/code')
  })

  it('kills the reset link that was mailed before it (threat 30)', async () => {
    const { person, browser } = await comeIn()
    await portal.browser().post('/mot-de-passe-oublie', { email: person.email })
    const link = () => /https:\/\/\S+jeton=\S+/.exec(portal.mail.to(person.email)[0]?.text ?? '')?.[0]
    await expect.poll(link).toBeDefined()
    expect((await portal.browser().open(link() ?? '')).status).toBe(200)
    const former = link() ?? ''
    await change(browser, {})
    expect((await portal.browser().open(former)).status).toBe(410)
  })
})
