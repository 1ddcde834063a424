import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { EVERY_CARD } from '../../../certs-test/cards.ts'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { capturedContext } from '../../commands/captured-context.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { certificateOf } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: EVERY_CARD })
const folder = mkdtempSync(join(tmpdir(), 'parvis-why-'))
afterAll(async () => {
  await portal.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...words: readonly string[]) {
  const context = capturedContext(portal.env, portal.clock)
  const status = await runCommandLine(words, context)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

const why = (...words: readonly string[]) => run('pki', 'why', ...words)

const newestOf = async (sha256: string) => {
  const [newest] = await portal.stores.cardEvidence.listOf(sha256, 1)
  if (newest === undefined) throw new Error('no evidence was kept')
  return newest
}

const referenceOn = (text: string): string => /[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/.exec(text)?.[0] ?? ''

describe('why a card was accepted or refused is kept, and found again from the kept bytes alone', () => {
  it.each(portal.pki.cards())('$name: $summary', async (card) => {
    await logInByCard(portal.browser(), card)
    const { reference, examination } = await newestOf(card.sha256)
    const { status, printed } = await why(reference, '--json')
    const told = JSON.parse(printed)
    expect(told).toMatchObject({ reference, accepted: examination.accepted, replay: { same: true } })
    expect(status).toBe(0)
  })

  it('in words that support can read over the telephone, also by the reference of a test', async () => {
    const browser = portal.browser()
    browser.insertCard(certificateOf(portal.pki.card('revoked')))
    const page = await browser.press(await browser.open('/tester-ma-carte'), 'Tester ma carte')
    const { status, printed } = await why(referenceOn(page.text).toLowerCase())
    expect(status).toBe(0)
    for (const words of [
      /Looked at .*for a test/,
      /Holder .*CN=/,
      /Authority .*SHA-256/,
      /In force .*ocsp before crl; no answer: deny/,
      /Statement .*(ocsp|crl) of .*SHA-256 [0-9a-f]{64}/,
      /failed +revocation/,
      /REFUSED: pki\.revoked/,
      /Your certificate has been revoked/,
      /What you can do/,
      /Whom to call: The authority/,
      /RFC 5280 §6\.1\.3/,
      /THE SAME/,
    ]) {
      expect(printed).toMatch(words)
    }
  })

  it('when no certificate was presented at all', async () => {
    const page = await logInWithout()
    expect((await why(referenceOn(page.text))).printed).toMatch(
      /none that can be read.*card\.no-certificate.*THE SAME/s,
    )
  })

  it('tells the card itself from the account that it opens', async () => {
    const card = portal.pki.card('co-expert')
    const person = await portal.people.byCard(card)
    await portal.stores.accounts.setStatus(person.accountId, 'inactive')
    const page = await logInByCard(portal.browser(), card)
    const { printed } = await why(referenceOn(page.text))
    expect(printed).toMatch(/ACCEPTED, the card itself\nREFUSED afterwards: card\.account-inactive/)
  })

  it('lists the references of one certificate', async () => {
    const { sha256 } = portal.pki.card('revoked')
    const { printed } = await why(sha256)
    expect(printed.trim().split('\n').length).toBeGreaterThanOrEqual(2)
    expect(printed).toMatch(/\S{11} {2}\S+Z {2}(test|sign-in) {2}pki\.revoked/)
  })

  it('and says so when nothing is kept', async () => {
    expect(await why('AAAAA-AAAAA')).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('evidence.unknown'),
    })
    expect(await why('0'.repeat(64))).toMatchObject({ status: 1 })
  })

  async function logInWithout() {
    const browser = portal.browser()
    const wall = await browser.open('/')
    return browser.press(await browser.press(wall, 'Continuer', { profil: 'carte' }), 'Présenter ma carte')
  }
})

describe('the kept bytes', () => {
  it('go to a folder, and `parvis pki verify` finds the same in them', async () => {
    const { reference } = await newestOf(portal.pki.card('revoked').sha256)
    const { complaints } = await why(reference, '--export', folder)
    expect(readdirSync(folder).sort()).toEqual(
      expect.arrayContaining(['certificate.der', 'evidence.json', expect.stringMatching(/^authority-.*\.der$/)]),
    )
    const verified = await run(...complaints.trim().split(' ').slice(1))
    expect(verified.printed).toContain('INVALID: pki.revoked')
    expect(readFileSync(join(folder, 'evidence.json'), 'utf8')).toContain(reference)
  })

  it('are kept once, however many logins rest on them', async () => {
    const count = async () =>
      Number(
        (
          await portal.database
            .selectFrom('evidence_bytes')
            .select(({ fn }) => fn.countAll().as('rows'))
            .execute()
        )[0]?.rows,
      )
    await logInByCard(portal.browser(), portal.pki.card('expert'))
    const before = await count()
    await logInByCard(portal.browser(), portal.pki.card('expert'))
    expect(await count()).toBe(before)
  })

  it('are found changed when somebody changed them', async () => {
    const { reference, presented } = await newestOf(portal.pki.card('expired').sha256)
    await portal.database
      .updateTable('evidence_bytes')
      .set({ content_base64: 'AAAA' })
      .where('sha256', '=', presented?.leafSha256 ?? '')
      .execute()
    expect(await why(reference)).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('evidence.bytes-altered'),
    })
  })

  it('are missed when they are gone, and what is known is told all the same', async () => {
    const { reference, presented } = await newestOf(portal.pki.card('not-yet-valid').sha256)
    await portal.database
      .deleteFrom('evidence_bytes')
      .where('sha256', '=', presented?.leafSha256 ?? '')
      .execute()
    const { status, printed, complaints } = await why(reference)
    expect({ status, complaints }).toMatchObject({ status: 1, complaints: expect.stringContaining('bytes-missing') })
    expect(printed).toContain('REFUSED: pki.not-yet-valid')
  })
})
