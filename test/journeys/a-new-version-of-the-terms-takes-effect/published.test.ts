import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { termsDocument } from '../../../src/commands/demo/terms-document.ts'
import { capturedContext } from '../../commands/captured-context.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const folder = temporaryFolder()

/** The operator's shell, beside the running service. */
async function parvis(...words: readonly string[]) {
  const { database, secretKeyFile } = portal.settings
  const env = { PARVIS_MODE: 'demo', PARVIS_DATABASE_URL: database.url, PARVIS_SECRET_KEY_FILE: secretKeyFile }
  const context = capturedContext(env, portal.clock)
  const status = await runCommandLine(words, context)
  return { status, printed: context.printed() }
}

describe('a new version of the terms takes effect (S1.44, threat 42)', () => {
  it('stops a session at that instant, whoever owes is listed, and the receipt proves the acceptance', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    const pdf = join(folder, 'cgu-2.pdf')
    writeFileSync(pdf, await termsDocument('2', portal.clock.now()))
    const takesEffectAt = portal.clock.now() + 20 * 60_000
    const when = new Date(takesEffectAt - (takesEffectAt % 1000)).toISOString().replace('.000Z', 'Z')
    expect(await parvis('terms', 'publish', pdf, '--label', '2', '--effective', when)).toMatchObject({ status: 0 })
    expect((await parvis('terms', 'who-owes')).printed).toBe('0 owing\n')
    expect((await parvis('terms', 'who-owes', '--at', when)).printed).toContain(`${person.email}`)

    portal.clock.set(Date.parse(when) - 1)
    expect((await browser.get('/mon-compte')).status).toBe(200)
    portal.clock.advance(1)
    const stopped = await browser.open('/mon-compte')
    expect(stopped.url).toContain('/cgu')
    expect((await parvis('terms', 'who-owes')).printed).toContain(`${person.email}`)

    const on = await browser.press(stopped, 'Accepter et continuer', { acceptation: 'oui' })
    expect(on).toMatchObject({ status: 200, title: 'Mon compte' })
    expect((await parvis('terms', 'who-owes')).printed).toBe('0 owing\n')

    const paths = [...on.body.matchAll(/\/mon-compte\/recus\/\w+/g)].map(([path]) => path)
    expect(paths).toHaveLength(2)
    const receipt = join(folder, 'recu.json')
    writeFileSync(receipt, (await browser.get(`${paths.at(-1)}.json`)).bytes)
    const { status, printed } = await parvis('terms', 'verify', '--receipt', receipt)
    expect(status).toBe(0)
    expect(printed).toContain('accepted version 2')
    expect(await parvis('terms', 'verify')).toMatchObject({
      status: 0,
      printed: '2 versions, 2 acceptances, 0 faults\n',
    })
  })
})
