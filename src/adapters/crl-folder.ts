/** Fetched revocation lists on disk, so that a restart while a CA is down changes nothing: per list its DER and its record. */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export interface StoredCrl {
  readonly record: CrlRecord
  /** Owns its memory: it can be transferred to another thread. */
  readonly der: Uint8Array<ArrayBuffer>
}

export type CrlRecord = z.output<typeof recordShape>

const recordShape = z.strictObject({
  url: z.string(),
  /** SubjectPublicKeyInfo of the key that was found to have signed the list, base64. */
  signer: z.base64(),
  fetchedAt: z.int(),
  /** What the server called this version, for the next conditional request (RFC 9110 §13). */
  entityTag: z.string().optional(),
  lastModified: z.string().optional(),
})

export interface CrlFolder {
  /** Every complete pair of files; what cannot be read is left out: it will be fetched again. */
  readAll(): Promise<readonly StoredCrl[]>
  /** Durable and atomic: a crash leaves the former list or the new one. */
  write(record: CrlRecord, der: Uint8Array): Promise<void>
  /** Durable and atomic. */
  writeRecord(record: CrlRecord): Promise<void>
  remove(url: string): Promise<void>
}

export function openCrlFolder(folder: string): CrlFolder {
  const fileOf = (url: string, extension: 'crl' | 'json'): string =>
    join(folder, `${createHash('sha256').update(url).digest('hex')}.${extension}`)

  const writeRecord = (record: CrlRecord): Promise<void> =>
    writeAtomically(fileOf(record.url, 'json'), Buffer.from(JSON.stringify(record, null, 2)))

  async function readOne(name: string): Promise<StoredCrl | undefined> {
    try {
      const record = recordShape.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
      return { record, der: await readWhole(fileOf(record.url, 'crl')) }
    } catch {
      return undefined
    }
  }

  return {
    async readAll() {
      await mkdir(folder, { recursive: true })
      const records = (await readdir(folder)).filter((name) => name.endsWith('.json'))
      const read = await Promise.all(records.map(readOne))
      return read.filter((stored) => stored !== undefined)
    },
    async write(record, der) {
      await mkdir(folder, { recursive: true })
      await writeAtomically(fileOf(record.url, 'crl'), der)
      await writeRecord(record)
    },
    writeRecord,
    async remove(url) {
      await rm(fileOf(url, 'json'), { force: true })
      await rm(fileOf(url, 'crl'), { force: true })
    },
  }
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path)
  try {
    const content = new Uint8Array((await file.stat()).size)
    const { bytesRead } = await file.read(content, 0, content.length, 0)
    if (bytesRead !== content.length) throw new Error(`${path} changed while it was read`)
    return content
  } finally {
    await file.close()
  }
}

async function writeAtomically(path: string, content: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}
