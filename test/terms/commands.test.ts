import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAesSealer } from '../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { openSqlite } from '../../src/adapters/sqlite.ts'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { termsDocument } from '../../src/commands/demo/terms-document.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { createStores } from '../../src/storage/stores.ts'
import { receiptOf, sealReceipt } from '../../src/terms/receipt.ts'
import { capturedContext } from '../commands/captured-context.ts'
import { DAY_MS } from '../support/durations.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { newId } from '../support/test-people.ts'

const random = createCryptoRandom()
/** 5 January 2026, 10 h in Paris. */
const NOW = Date.UTC(2026, 0, 5, 9)

/** An installation of its own, with one expert and one party, and how to call commands on it. */
async function installation() {
  const folder = temporaryFolder()
  const clock = createManualClock(NOW)
  const secretKeyFile = join(folder, 'secret.key')
  const key = randomBytes(32)
  writeFileSync(secretKeyFile, key)
  const file = join(folder, 'parvis.sqlite')
  const { database } = openSqlite(file)
  await migrate(database, NOW)
  const stores = createStores(database, random)
  for (const profile of ['expert', 'intervenant-de-partie'] as const) {
    const names = { givenNames: 'Camille', surname: 'ESSAI', profiles: [profile] }
    await stores.accounts.create(
      { id: profile, email: `${profile}@essai.test`, emailKey: `${profile}@essai.test`, ...names },
      NOW,
    )
  }
  const pdf = join(folder, 'cgu.pdf')
  writeFileSync(pdf, await termsDocument('1', NOW))
  const run = async (...words: readonly string[]) => {
    const env = { PARVIS_MODE: 'demo', PARVIS_DATABASE_URL: `sqlite:${file}`, PARVIS_SECRET_KEY_FILE: secretKeyFile }
    const context = capturedContext(env, clock)
    const status = await runCommandLine(words, context)
    return { status, printed: context.printed(), complaints: context.complaints() }
  }
  return { folder, clock, database, stores, pdf, run, sealer: createAesSealer(key, random) }
}

describe('parvis terms publish', () => {
  it('keeps the PDF with its hash, for everybody and at once unless told otherwise', async () => {
    const { run, stores, pdf } = await installation()
    expect(await run('terms', 'publish', pdf, '--label', '2026-1')).toMatchObject({ status: 0 })
    const [version] = await stores.terms.versions()
    expect(version).toMatchObject({ label: '2026-1', kind: 'major', effectiveAt: NOW, publishedAt: NOW })
    expect(version?.audience).toHaveLength(6)
    const [entry] = (await stores.journal.read(1, 10)).filter(({ event }) => event === 'terms.published')
    expect(entry?.data).toMatchObject({ label: '2026-1', sha256: version?.sha256 })
    expect((await run('terms', 'verify')).printed).toBe('1 versions, 0 acceptances, 0 faults\n')
  })

  it('takes a day as it begins in Paris, summer and winter, or an instant with its offset', async () => {
    const { run, stores, pdf } = await installation()
    const dates = { a: '2026-01-10', b: '2026-07-01', c: '2026-02-01T00:00:00+01:00' }
    for (const [label, when] of Object.entries(dates)) {
      expect(await run('terms', 'publish', pdf, '--label', label, '--effective', when)).toMatchObject({ status: 0 })
    }
    const effective = Object.fromEntries(
      (await stores.terms.versions()).map(({ label, effectiveAt }) => [label, new Date(effectiveAt).toISOString()]),
    )
    expect(effective).toEqual({
      a: '2026-01-09T23:00:00.000Z',
      b: '2026-06-30T22:00:00.000Z',
      c: '2026-01-31T23:00:00.000Z',
    })
  })

  it('refuses what nobody could rely on', async () => {
    const { run, folder, pdf, stores } = await installation()
    const text = join(folder, 'cgu.txt')
    writeFileSync(text, 'Conditions')
    const cut = join(folder, 'cut.pdf')
    writeFileSync(cut, '%PDF-1.7 and then the disk was full')
    for (const file of [text, cut, join(folder, 'missing.pdf')]) {
      expect(await run('terms', 'publish', file, '--label', 'x')).toMatchObject({
        status: 1,
        complaints: expect.stringContaining('terms.not-a-pdf'),
      })
    }
    const publish = (...more: string[]) => run('terms', 'publish', pdf, '--label', 'x', ...more)
    expect((await publish('--effective', '2026-01-04')).complaints).toContain('terms.effective-too-early')
    expect(await publish('--effective', 'tomorrow')).toMatchObject({ status: 2 })
    expect(await publish('--effective', '2026-02-30')).toMatchObject({ status: 2 })
    expect(await publish('--audience', 'expert,avocat')).toMatchObject({ status: 2 })
    expect(await publish()).toMatchObject({ status: 0 })
    expect((await publish()).complaints).toContain('terms.label-taken')
    expect(await stores.terms.versions()).toHaveLength(1)
  })
})

describe('parvis terms list', () => {
  it('tells which are in force and which are to come', async () => {
    const { run, pdf, clock } = await installation()
    await run('terms', 'publish', pdf, '--label', '1', '--audience', 'expert')
    await run('terms', 'publish', pdf, '--label', '1.1', '--minor', '--effective', '2026-01-08')
    const states = async () => (await run('terms', 'list')).printed.match(/in force|to come|minor|major/g)
    expect(await states()).toEqual(['major', 'in force', 'minor', 'to come'])
    clock.advance(3 * DAY_MS)
    expect(await states()).toEqual(['major', 'in force', 'minor', 'in force'])
    const lines = (await run('terms', 'list', '--json')).printed.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).audience.length)).toEqual([1, 6])
  })
})

describe('parvis terms who-owes', () => {
  it('follows versions, corrections, dates and acceptances', async () => {
    const { run, pdf, stores } = await installation()
    const owing = async (...more: string[]) =>
      (await run('terms', 'who-owes', ...more)).printed.match(/\S+@essai\.test/g)
    expect(await owing()).toBeNull()
    await run('terms', 'publish', pdf, '--label', '1')
    expect(await owing()).toEqual(['expert@essai.test', 'intervenant-de-partie@essai.test'])
    expect(await owing('--profile', 'expert')).toEqual(['expert@essai.test'])

    const [version] = await stores.terms.versions()
    const proof = {
      id: newId(),
      accountId: 'expert',
      profile: 'expert',
      method: 'smart-card',
      acceptedAt: NOW,
    } as const
    await stores.terms.accept({ ...proof, termsId: version?.id ?? '', termsSha256: version?.sha256 ?? '' })
    expect(await owing()).toEqual(['intervenant-de-partie@essai.test'])

    await run('terms', 'publish', pdf, '--label', '1.1', '--minor', '--effective', '2026-01-08')
    expect(await owing('--at', '2026-01-09', '--profile', 'expert')).toBeNull()
    await run('terms', 'publish', pdf, '--label', '2', '--effective', '2026-02-01')
    expect(await owing('--profile', 'expert')).toBeNull()
    expect(await owing('--profile', 'expert', '--at', '2026-02-01')).toEqual(['expert@essai.test'])

    await stores.accounts.setStatus('intervenant-de-partie', 'inactive')
    expect(await owing()).toBeNull()
    expect(await run('terms', 'who-owes', '--profile', 'avocat')).toMatchObject({ status: 2 })
  })
})

describe('parvis terms verify', () => {
  /** Version 1, accepted by the expert. */
  async function accepted() {
    const place = await installation()
    await place.run('terms', 'publish', place.pdf, '--label', '1')
    const [version] = await place.stores.terms.versions()
    if (version === undefined) throw new Error('not published')
    const acceptance = {
      id: newId(),
      accountId: 'expert',
      termsId: version.id,
      termsSha256: version.sha256,
      profile: 'expert',
      method: 'smart-card',
      acceptedAt: NOW,
    } as const
    await place.stores.terms.accept(acceptance)
    return { ...place, version, acceptance }
  }

  it('finds a PDF that was changed', async () => {
    const { run, database } = await accepted()
    expect(await run('terms', 'verify')).toMatchObject({ status: 0, printed: '1 versions, 1 acceptances, 0 faults\n' })
    await database
      .updateTable('terms_version')
      .set({ pdf_base64: btoa('%PDF-1.7 other') })
      .execute()
    expect(await run('terms', 'verify')).toMatchObject({ status: 1, complaints: 'parvis: document-changed: 1\n' })
  })

  it('finds an acceptance that was turned to another text', async () => {
    const { run, database, acceptance } = await accepted()
    await database
      .updateTable('terms_acceptance')
      .set({ terms_sha256: '0'.repeat(64) })
      .execute()
    expect(await run('terms', 'verify')).toMatchObject({
      status: 1,
      complaints: `parvis: acceptance-of-another-text: ${acceptance.id}\n`,
    })
  })

  it('tells a genuine receipt from one that was altered, years later', async () => {
    const { run, folder, sealer, version, acceptance, clock, database } = await accepted()
    const receipt = sealReceipt(sealer, receiptOf(acceptance, version, 'Camille ESSAI', 'https://acces.example'))
    const keep = (content: unknown) => {
      const file = join(folder, `${newId()}.json`)
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    }
    clock.advance(5 * 365 * DAY_MS)
    expect(await run('terms', 'verify', '--receipt', keep(receipt))).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/^genuine: Camille ESSAI accepted version 1 [^\n]*\nthe register holds it\n$/),
    })
    const reordered = Object.fromEntries(Object.entries(receipt).reverse())
    expect(await run('terms', 'verify', '--receipt', keep(reordered))).toMatchObject({ status: 0 })
    const altered = [
      { ...receipt, acceptedAt: '2020-01-01T00:00:00.000Z' },
      { ...receipt, more: 1 },
      {},
      'no JSON',
      '7',
    ]
    for (const file of altered.map(keep)) {
      expect(await run('terms', 'verify', '--receipt', file)).toMatchObject({ status: 1 })
    }
    await database.deleteFrom('terms_acceptance').execute()
    expect((await run('terms', 'verify', '--receipt', keep(receipt))).printed).toContain('does not hold it any more')
  })
})
