import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openEvidenceFolder } from '../../src/adapters/evidence-folder.ts'
import { purgeExpired } from '../../src/adapters/sql-housekeeping.ts'
import {
  type CardEvidence,
  createEvidenceCleaner,
  EVIDENCE_KEPT_MS,
  type KeptBytes,
  MOST_OCTETS_IN_DATABASE,
  PROLONGED_BY_MS,
} from '../../src/sign-in/methods/smart-card/evidence.ts'
import { createCardEvidenceStore } from '../../src/storage/card-evidence.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { onEachDatabase } from '../support/test-database.ts'

const AT = Date.parse('2026-11-23T10:00:00Z')

const bytesOf = (content: Uint8Array): KeptBytes => ({
  bytes: content,
  sha256: createHash('sha256').update(content).digest('hex'),
})
const short = bytesOf(Buffer.from('a certificate'))
const long = bytesOf(Buffer.alloc(MOST_OCTETS_IN_DATABASE + 1, 7))

const evidenceOf = (reference: string, examinedAt = AT): CardEvidence => ({
  reference,
  examinedAt,
  purpose: 'sign-in',
  presented: { leafSha256: short.sha256, candidatesSha256: [] },
  examination: {
    accepted: false,
    failure: { code: 'pki.expired', category: 'unauthenticated', data: { at: 1 }, explanation: 'Expired.' },
    checks: [{ check: 'dates', state: 'failed' }],
    facts: undefined,
  },
  authoritySha256: undefined,
  inForceSha256: short.sha256,
  statements: [{ kind: 'crl', sha256: long.sha256, thisUpdateAt: AT, nextUpdateAt: undefined }],
  knowledge: { remembered: [], lastAnswers: [] },
  refusedAfterwards: undefined,
})

onEachDatabase('evidence about cards', (freshDatabase) => {
  const opened = async () => {
    const database = await freshDatabase()
    const rows = () => database.selectFrom('evidence_bytes').selectAll().orderBy('octets').execute()
    return { database, store: createCardEvidenceStore(database), rows }
  }

  it('is found again as it was kept, by reference and by certificate, newest first', async () => {
    const { store } = await opened()
    await store.keep(evidenceOf('FIRST'), [short])
    await store.keep(evidenceOf('SECOND', AT + 1), [short])
    await store.noteRefusal('SECOND', 'card.account-inactive')
    expect(await store.find('FIRST')).toEqual(JSON.parse(JSON.stringify(evidenceOf('FIRST'))))
    const found = await store.listOf(short.sha256, 10)
    expect(found.map(({ reference, refusedAfterwards }) => [reference, refusedAfterwards])).toEqual([
      ['SECOND', 'card.account-inactive'],
      ['FIRST', undefined],
    ])
    expect(await store.find('THIRD')).toBeUndefined()
  })

  it('holds bytes once, and those over a megabyte by their hash alone', async () => {
    const { store, rows } = await opened()
    await store.keep(evidenceOf('FIRST'), [short, long])
    await store.keep(evidenceOf('SECOND'), [short, long])
    expect(await rows()).toMatchObject([
      { sha256: short.sha256, octets: short.bytes.length },
      { sha256: long.sha256, octets: long.bytes.length, content_base64: null },
    ])
    expect(Buffer.from((await store.bytes(short.sha256)) ?? [])).toEqual(short.bytes)
    expect(await store.bytes(long.sha256)).toBeUndefined()
  })

  it('takes parallel logins that rest on the same new bytes', async () => {
    const { store, rows } = await opened()
    await Promise.all(Array.from({ length: 8 }, (_, index) => store.keep(evidenceOf(`R${index}`), [short, long])))
    expect(await rows()).toHaveLength(2)
  })

  it('is forgotten after a year, its bytes not before the last examination that rests on them', async () => {
    const { database, store, rows } = await opened()
    await store.keep(evidenceOf('FIRST'), [short, long])
    const later = AT + PROLONGED_BY_MS + 1
    await store.keep(evidenceOf('SECOND', later), [short])

    await purgeExpired(database, AT + EVIDENCE_KEPT_MS - 1)
    expect(await store.find('FIRST')).toBeDefined()
    await purgeExpired(database, AT + EVIDENCE_KEPT_MS)
    expect(await store.find('FIRST')).toBeUndefined()
    await purgeExpired(database, later + EVIDENCE_KEPT_MS - 1)
    expect(await store.find('SECOND')).toBeDefined()
    expect((await rows()).map(({ sha256 }) => sha256)).toEqual([short.sha256])
    await purgeExpired(database, later + EVIDENCE_KEPT_MS + PROLONGED_BY_MS)
    expect(await rows()).toEqual([])
  })

  it('gives back the room of files that nothing rests on', async () => {
    const { database, store } = await opened()
    const folder = temporaryFolder()
    const files = openEvidenceFolder(folder)
    await store.keep(evidenceOf('FIRST'), [long])
    await Promise.all([files.keep(long), files.keep(long)])
    const clean = createEvidenceCleaner(store, files)
    await clean()
    expect(readdirSync(folder)).toEqual([long.sha256])
    expect(statSync(join(folder, long.sha256)).mode & 0o777).toBe(0o600)
    expect(await files.find(long.sha256)).toEqual(Buffer.from(long.bytes))
    await purgeExpired(database, AT + 2 * EVIDENCE_KEPT_MS)
    await clean()
    expect(readdirSync(folder)).toEqual([])
    expect(await files.find(long.sha256)).toBeUndefined()
    expect(await files.find('../parvis.db')).toBeUndefined()
  })
})
