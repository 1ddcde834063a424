import { renameSync, writeFileSync } from 'node:fs'

/** A reader sees the old file or the new one, never half of it. Keys stay with their owner. */
export function writeAtOnce(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.partial`
  writeFileSync(temporary, content, { mode: 0o600 })
  renameSync(temporary, file)
}
