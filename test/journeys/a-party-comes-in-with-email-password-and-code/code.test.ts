import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { MINUTE_MS, SECOND_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

interface AtTheCode {
  readonly browser: Browser
  readonly person: TestPerson
  readonly page: Answer
  readonly code: string
}

async function atTheCode(known?: TestPerson, browser = portal.browser()): Promise<AtTheCode> {
  const person = known ?? (await portal.people.byEmail())
  const page = await giveEmailAndPassword(browser, person)
  return { browser, person, page, code: await codeSentTo(portal, person.email) }
}

const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const isIn = ({ url }: Answer): boolean => new URL(url).pathname.startsWith('/expertises')

const attemptOf = ({ url }: Answer): string => new URL(url).searchParams.get('tentative') ?? ''

const sessionsOf = ({ accountId }: TestPerson) =>
  portal.database.selectFrom('session').selectAll().where('account_id', '=', accountId).execute()

describe('the code lives ten minutes (OT-2)', () => {
  it.each([
    ['9 min 59 s', 10 * MINUTE_MS - SECOND_MS],
    ['9 min 59.999 s', 10 * MINUTE_MS - 1],
  ])('%s after its sending it works', async (_, age) => {
    const { browser, page, code } = await atTheCode()
    portal.clock.advance(age)
    expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
  })

  it.each([
    ['10 min', 10 * MINUTE_MS],
    ['10 min 1 s', 10 * MINUTE_MS + SECOND_MS],
  ])('%s after its sending it is dead, and a new one can be asked for', async (_, age) => {
    const { browser, page, code, person } = await atTheCode()
    portal.clock.advance(age)
    const late = await browser.press(page, 'Continuer', { code })
    expect(late.status).toBe(401)
    expect(late.text).toContain("Le temps est écoulé : ce code n'est plus valable.")
    const again = await browser.press(late, 'Renvoyer le code')
    const fresh = await codeSentTo(portal, person.email)
    expect(isIn(await browser.press(again, 'Continuer', { code: fresh }))).toBe(true)
  })
})

describe('the code opens one session', () => {
  it('and no other for the same code', async () => {
    const { browser, page, code, person } = await atTheCode()
    expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
    const [twice, elsewhere] = [await browser.submit(page, 'Continuer', { code }), portal.browser()]
    expect(twice.status).toBe(409)
    expect((await elsewhere.submit(page, 'Continuer', { code })).status).toBe(409)
    expect(await sessionsOf(person)).toHaveLength(1)
  })

  it('when sent 50 times at once: exactly one', async () => {
    const { browser, page, code, person } = await atTheCode()
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.submit(page, 'Continuer', { code })))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 500)).toEqual([])
    expect(answers.filter(({ setCookies }) => setCookies.length > 0)).toHaveLength(1)
    expect(await sessionsOf(person)).toHaveLength(1)
    expect(isIn(await browser.open('/'))).toBe(true)
  })
})

describe('the code takes five tries', () => {
  it('the sixth is dead, even right; a resend resets nothing; starting again gives no new tries at once', async () => {
    const { browser, page, code, person } = await atTheCode()
    for (const left of ['4 essais', '3 essais', '2 essais', '1 essai']) {
      const wrong = await browser.submit(page, 'Continuer', { code: another(code) })
      expect(wrong.status).toBe(401)
      expect(wrong.text).toContain(`Il vous reste ${left}`)
    }
    const fifth = await browser.submit(page, 'Continuer', { code: another(code) })
    expect(fifth.text).toContain("Trop d'essais")
    expect(fifth.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label))).not.toContain('Renvoyer le code')
    expect(fifth.body).toContain('href="/connexion/email?profil=intervenant-de-partie"')
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(401)
    const other = await atTheCode(person, portal.browser())
    expect((await other.browser.submit(other.page, 'Continuer', { code: other.code })).status).toBe(429)

    portal.clock.advance(MINUTE_MS)
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(401)
    const resent = await browser.submit(page, 'Renvoyer le code')
    expect(resent.status).toBe(401)
    expect(portal.mail.to(person.email)).toHaveLength(2)
    expect(isIn(await other.browser.press(other.page, 'Continuer', { code: other.code }))).toBe(true)
  })

  it('counted together when they come at once', async () => {
    const { browser, page, code, person } = await atTheCode()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        browser.submit(page, 'Continuer', { code: String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0') }),
      ),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(30)
    const { tries } = await portal.database
      .selectFrom('email_code')
      .select('tries')
      .where('sign_in_id', '=', attemptOf(page))
      .executeTakeFirstOrThrow()
    expect(tries).toBe(5)
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(401)
    expect(await sessionsOf(person)).toEqual([])
  })

  it.each(['12345', '1234567', 'abcdef', '١٢٣٤٥٦', '-12345', '1e5000', '      '])(
    'which what is no code does not cost: %j',
    async (typed) => {
      const { browser, page, code } = await atTheCode()
      for (let times = 0; times < 6; times += 1)
        expect((await browser.submit(page, 'Continuer', { code: typed })).status).toBe(400)
      expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
    },
  )
})

describe('the code is sent again', () => {
  it('at the earliest after 30 seconds; the old one is dead then, the tries spent stay spent', async () => {
    const { browser, page, code, person } = await atTheCode()
    await browser.submit(page, 'Continuer', { code: another(code) })
    portal.clock.advance(30 * SECOND_MS - 1)
    expect((await browser.submit(page, 'Renvoyer le code')).status).toBe(429)
    portal.clock.advance(1)
    const again = await browser.press(page, 'Renvoyer le code')
    expect(again.text).toContain('Le code précédent ne fonctionne plus.')
    const fresh = await codeSentTo(portal, person.email)
    const old = await browser.submit(again, 'Continuer', { code: code === fresh ? another(fresh) : code })
    expect(old.text).toContain('Il vous reste 3 essais')
    expect(isIn(await browser.press(again, 'Continuer', { code: fresh }))).toBe(true)
  })

  it('five times in 15 minutes, whichever sign-in asks', async () => {
    const { browser, page, person } = await atTheCode()
    for (let sent = 2; sent <= 5; sent += 1) {
      portal.clock.advance(31 * SECOND_MS)
      expect((await browser.submit(page, 'Renvoyer le code')).status, `sending ${sent}`).toBe(303)
    }
    portal.clock.advance(31 * SECOND_MS)
    const sixth = await browser.submit(page, 'Renvoyer le code')
    expect(sixth.status).toBe(429)
    expect(sixth.text).toContain('Trop de codes ont été demandés.')
    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(429)
    expect(portal.mail.to(person.email)).toHaveLength(5)

    portal.clock.advance(15 * MINUTE_MS - 5 * 31 * SECOND_MS)
    expect((await browser.submit(page, 'Renvoyer le code')).status).toBe(303)
  })

  it('twenty times in a day', async () => {
    const person = await portal.people.byEmail()
    for (let sent = 1; sent <= 20; sent += 1) {
      expect((await giveEmailAndPassword(portal.browser(), person)).status, `sending ${sent}`).toBe(200)
      portal.clock.advance(5 * MINUTE_MS)
    }
    portal.clock.advance(20 * 60 * MINUTE_MS)
    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(429)
    expect(portal.mail.to(person.email)).toHaveLength(20)
    portal.clock.advance(4 * 60 * MINUTE_MS)
    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(200)
  })

  it('once, when it is asked for many times at once', async () => {
    const { browser, page, person } = await atTheCode()
    portal.clock.advance(MINUTE_MS)
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.submit(page, 'Renvoyer le code')))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(portal.mail.to(person.email)).toHaveLength(2)
  })
})

describe('the code belongs to one sign-in in one browser (OT-7)', () => {
  it('that of one tab does not work in the other', async () => {
    const first = await atTheCode()
    const second = await atTheCode(first.person, first.browser)
    const crossed = await first.browser.submit(second.page, 'Continuer', { code: first.code })
    expect(crossed.status).toBe(first.code === second.code ? 303 : 401)
    expect(isIn(await first.browser.press(second.page, 'Continuer', { code: second.code }))).toBe(true)
  })

  it('two tabs do not disturb each other', async () => {
    const first = await atTheCode()
    await atTheCode(first.person, first.browser)
    expect(isIn(await first.browser.press(first.page, 'Continuer', { code: first.code }))).toBe(true)
  })

  it('another browser cannot go on with it, with or without a session of its own', async () => {
    const { page, code, person, browser } = await atTheCode()
    const stranger = portal.browser()
    expect((await stranger.submit(page, 'Continuer', { code })).status).toBe(409)
    const other = await atTheCode()
    expect((await other.browser.submit(page, 'Continuer', { code })).status).toBe(409)
    expect((await other.browser.get(new URL(page.url).pathname + new URL(page.url).search)).status).toBe(409)
    expect((await other.browser.submit(page, 'Renvoyer le code')).status).toBe(409)
    expect(await sessionsOf(person)).toEqual([])
    expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
  })

  it('nothing behind it opens before it was given', async () => {
    const { browser, page } = await atTheCode()
    const query = new URL(page.url).search
    for (const path of ['/connexion/suite', '/connexion/nouveau-mot-de-passe', '/cgu', '/expertises', '/'])
      expect(isIn(await browser.open(path + query)), path).toBe(false)
    for (const path of ['/connexion/nouveau-mot-de-passe', '/cgu']) {
      const answer = await browser.post(path, { tentative: attemptOf(page), acceptation: 'oui' })
      expect(isIn(await browser.follow(answer)), path).toBe(false)
    }
    const empty = await browser.post('/connexion/code', '')
    expect(empty.status).toBe(400)
  })
})

describe("« Ce n'est pas moi »", () => {
  it('asks once more, ends the sign-in, kills the code and tells the owner', async () => {
    const { browser, page, code, person } = await atTheCode()
    const question = await browser.press(page, "Ce n'est pas moi")
    expect(question.title).toBe("Ce n'est pas vous ?")
    expect(portal.mail.to(person.email)).toHaveLength(1)
    const done = await browser.press(question, 'Annuler cette connexion')
    expect(done.title).toBe('La connexion est annulée')
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(409)
    expect((await browser.submit(page, 'Renvoyer le code')).status).toBe(409)
    const [told] = portal.mail.to(person.email)
    expect(told?.text).toContain('mot de passe')
    expect(portal.mail.to(person.email)).toHaveLength(2)
  })

  it('and changes nothing for a stranger who presses it', async () => {
    const { page, code, browser } = await atTheCode()
    const stranger = portal.browser()
    expect((await stranger.submit(page, "Ce n'est pas moi")).status).toBe(409)
    expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
  })
})
