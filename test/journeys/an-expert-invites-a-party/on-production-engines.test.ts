import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLawyerDirectory } from '../../../src/storage/lawyers.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { productionEngines } from '../../support/portal-under-test-engines.ts'
import { newId, PASSWORD } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword } from '../../support/test-people-logins.ts'
import { expertAtWork, invite, mailsTo, newAddress, passwordIn } from './inviting.ts'

needs('postgres', 'redis')('on PostgreSQL and Redis', () => {
  let portal: PortalUnderTest
  beforeAll(async () => {
    portal = await startPortal({ ...(await productionEngines()), cards: ['expert'] })
  })
  afterAll(() => portal.stop())

  it('a party is invited, comes in, is sent away and asks in vain', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    const answers = await Promise.all([1, 2, 3].map(() => invite(expert, email)))
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    const password = passwordIn(await mailsTo(portal, email, 2))
    const browser = portal.browser()
    const code = await giveEmailAndPassword(browser, { email, password })
    const choose = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, email) })
    const fresh = { 'nouveau-mot-de-passe': PASSWORD, confirmation: PASSWORD }
    const terms = await browser.press(choose, 'Enregistrer', fresh)
    const landing = await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(landing.url).toBe(`${portal.origin}${expert.casePath}`)

    const list = await expert.open()
    expect(list.text).toContain('actif acceptée')
    const [entry] = (await portal.stores.cases.participants(expert.expertiseId)).filter((each) => each.email === email)
    const confirm = await expert.browser.open(`${expert.casePath}/intervenants/${entry?.id}/rendre-inactif`)
    await expert.browser.press(confirm, 'Rendre inactif')
    expect((await browser.get(expert.casePath)).status).toBe(303)
    const again = await giveEmailAndPassword(browser, { email, password: PASSWORD })
    // The invitation, a code, the notice of the change, another code.
    await mailsTo(portal, email, 5)
    const refused = await browser.press(again, 'Continuer', { code: await codeSentTo(portal, email) })
    expect(refused).toMatchObject({ status: 403, title: "Votre invitation n'est plus active" })
  })

  it('a lawyer is found', async () => {
    const lawyer = { surname: "D'ORSAY", givenNames: 'Hélène', bar: 'Évreux', email: undefined, phone: undefined }
    await createLawyerDirectory(portal.database).replace(newId(), [lawyer], portal.clock.now())
    const { browser } = await expertAtWork(portal)
    expect((await browser.open('/annuaire/avocats?nom=hel&barreau=%C3%89vreux')).text).toContain("D'ORSAY Hélène")
  })
})
