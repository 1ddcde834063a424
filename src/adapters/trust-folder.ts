/** The trust store as files: one JSON description of an authority each, certificate included. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TrustFile {
  readonly name: string
  readonly value: unknown
}

/**
 * @returns every description in the folder, sorted by name; a file that is no JSON comes as undefined, which no reader
 *   takes for an authority.
 * @throws when the folder cannot be read.
 */
export function readTrustFolder(folder: string): readonly TrustFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, value: parse(readFileSync(join(folder, name), 'utf8')) }))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
