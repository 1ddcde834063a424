import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A new empty folder, deleted with what is in it when the suite that asked for it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
