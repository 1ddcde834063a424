/** Evidence too long for the database, as files named by their SHA-256. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceFiles } from '../sign-in/methods/smart-card/evidence.ts'

const NAME = /^[0-9a-f]{64}$/

export function openEvidenceFolder(folder: string): EvidenceFiles {
  const fileOf = (sha256: string): string => join(folder, sha256)
  const underway = new Map<string, Promise<void>>()

  async function write(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await isThere(fileOf(sha256), bytes.length)) return
    await mkdir(folder, { recursive: true })
    const unfinished = `${fileOf(sha256)}.${process.pid}.part`
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, fileOf(sha256))
  }

  return {
    /** Any number of logins may rest on the same list at once: it is written by one of them. */
    keep({ sha256, bytes }) {
      const writing = underway.get(sha256) ?? write(sha256, bytes).finally(() => underway.delete(sha256))
      underway.set(sha256, writing)
      return writing
    },
    async find(sha256) {
      return NAME.test(sha256) ? await unlessAbsent(readFile(fileOf(sha256))) : undefined
    },
    async list() {
      const names = (await unlessAbsent(readdir(folder))) ?? []
      return names.filter((name) => NAME.test(name))
    },
    remove: (sha256) => rm(fileOf(sha256), { force: true }),
  }
}

const isThere = async (path: string, octets: number): Promise<boolean> =>
  (await unlessAbsent(stat(path)))?.size === octets

async function unlessAbsent<Value>(wanted: Promise<Value>): Promise<Value | undefined> {
  try {
    return await wanted
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
