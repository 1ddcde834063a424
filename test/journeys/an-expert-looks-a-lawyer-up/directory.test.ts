import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { succeed } from '../../../src/failures/failure.ts'
import { capturedContext } from '../../commands/captured-context.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { expertAtWork } from '../an-expert-invites-a-party/inviting.ts'

const portal = await startPortal({ cards: ['expert', 'magistrate'] })
afterAll(() => portal.stop())
const folder = temporaryFolder()

async function importFile(text: string) {
  const file = join(folder, 'avocats.csv')
  writeFileSync(file, text)
  const context = { ...capturedContext({}), settings: () => succeed(portal.settings) }
  const status = await runCommandLine(['directory', 'import', file], context)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

const HEADER = 'Nom;Prénoms;Barreau;Email;Téléphone'
const many = Array.from({ length: 60 }, (_, index) => `MODÈLE ${index};Ève;Bourges;;`)

describe('an expert looks a lawyer up (S1.48, S1.49)', () => {
  beforeAll(async () => {
    const lines = [HEADER, 'D’ORSAY;Hélène;Évreux;helene@cabinet.test;01 99 00 11 22', ...many]
    const imported = await importFile(lines.join('\r\n'))
    if (imported.status !== 0) throw new Error(imported.complaints)
  })

  it('from the dashboard, by name and bar', async () => {
    const { browser } = await expertAtWork(portal)
    const dashboard = await browser.open('/expertises')
    expect(dashboard.text).toContain('Annuaire des Avocats')
    expect(dashboard.body).toContain('href="/annuaire/avocats"')
    const page = await browser.open('/annuaire/avocats?nom=orsay+HELENE&barreau=%C3%89vreux')
    expect(page).toMatchObject({ status: 200, title: 'Annuaire des Avocats' })
    expect(page.text).toContain('1 avocat')
    expect(page.text).toContain('D’ORSAY Hélène Évreux helene@cabinet.test 01 99 00 11 22')
  })

  it('page by page', async () => {
    const { browser } = await expertAtWork(portal)
    const first = await browser.open('/annuaire/avocats?nom=eve')
    expect(first.text).toContain('60 avocats')
    expect(first.text).toContain('Page 1 sur 3')
    const next = /href="([^"]*page=2[^"]*)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browser.open(next)
    expect(second.text).toContain('Page 2 sur 3')
    expect(second.text).toContain('Page précédente')
    const last = await browser.open('/annuaire/avocats?nom=eve&page=3')
    expect(last.text).not.toContain('Page suivante')
  })

  it.each([
    'page=0',
    'page=-1',
    'page=99999',
    'page=1e9',
    'page=a',
    'nom=%25_&barreau=x',
    'nom=a&nom=b',
    `nom=${'a'.repeat(5000)}`,
  ])('answers « %s » calmly', async (query) => {
    const { browser } = await expertAtWork(portal)
    expect((await browser.open(`/annuaire/avocats?${query}`)).status).toBe(200)
  })

  it('a file with mistakes replaces nothing, and each is told by its line', async () => {
    const refused = await importFile([HEADER, 'DURAND;Zoé;Paris;;', 'X;;Paris;pas une adresse;'].join('\n'))
    expect(refused).toMatchObject({ status: 1, printed: '' })
    expect(refused.complaints).toContain('  - line 3: « prenom » is empty')
    expect(refused.complaints).toContain('  - line 3: « email » is not one plain address')
    const { browser } = await expertAtWork(portal)
    expect((await browser.open('/annuaire/avocats')).text).toContain('61 avocats')
  })

  it('a file that is not text in UTF-8, or not there, is refused', async () => {
    expect((await importFile('')).status).toBe(1)
    writeFileSync(join(folder, 'latin1.csv'), Buffer.from([0x6e, 0x6f, 0x6d, 0x3b, 0xe9]))
    for (const file of ['latin1.csv', 'nowhere.csv']) {
      const context = { ...capturedContext({}), settings: () => succeed(portal.settings) }
      expect(await runCommandLine(['directory', 'import', join(folder, file)], context)).toBe(1)
      expect(context.complaints()).toContain('not readable as UTF-8 text')
    }
  })

  describe('nobody else', () => {
    it('a magistrate, by card', async () => {
      const card = portal.pki.card('magistrate')
      await portal.people.byCard(card, { profile: 'magistrat-greffier' })
      const browser = portal.browser()
      expect((await logInByCard(browser, card)).text).not.toContain('Annuaire des Avocats')
      expect((await browser.get('/annuaire/avocats')).status).toBe(403)
    })
    it('a party, by e-mail', async () => {
      const browser = portal.browser()
      await logInByEmail(portal, browser, await portal.people.byEmail())
      expect((await browser.get('/annuaire/avocats')).status).toBe(403)
    })
    it('a stranger', async () => {
      expect((await portal.browser().get('/annuaire/avocats')).status).toBe(303)
    })
  })
})
