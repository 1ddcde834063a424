import type { Readable, Writable } from 'node:stream'
import type { Failure } from '../failures/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { loadSettingsAndFile } from '../settings/load.ts'
import type { Environment } from '../settings/texts.ts'
import { type CommandContext, EXIT } from './command.ts'

/** The parts of a process that commands may touch. */
export interface ProcessParts {
  readonly env: Environment
  readonly clock: Clock
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly stopRequested: () => Promise<void>
}

export function createCommandContext(parts: ProcessParts): CommandContext {
  const { env, clock, stdin, stdout, stderr, stopRequested } = parts
  const complain = (line: string) => stderr.write(`${line}\n`)
  const readSettings = () => loadSettingsAndFile(env)
  return {
    env,
    clock,
    input: stdin,
    output: stdout,
    print: (line) => stdout.write(`${line}\n`),
    complain,
    refuse(failure) {
      complain(`parvis: ${failure.code}`)
      for (const line of linesOf(failure)) complain(line)
      return EXIT.failed
    },
    readSettings,
    settings() {
      const read = readSettings()
      return read.ok ? { ok: true, value: read.value.settings } : read
    },
    stopRequested,
  }
}

/** A failure that gathers several mistakes shows each on its own line. */
const linesOf = ({ explanation, data }: Failure): readonly string[] =>
  Array.isArray(data['mistakes']) ? data['mistakes'].map((mistake) => `  - ${mistake}`) : [explanation]
