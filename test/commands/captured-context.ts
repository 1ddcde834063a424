import { PassThrough } from 'node:stream'
import type { CommandContext } from '../../src/commands/command.ts'
import { createCommandContext } from '../../src/commands/process-context.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { createManualClock } from '../support/manual-clock.ts'

export interface CapturedContext extends CommandContext {
  /** What was printed so far. */
  printed(): string
  /** What was complained about so far. */
  complaints(): string
}

/** A context like that of the process, whose output the test reads. */
export function capturedContext(env: Environment, clock = createManualClock()): CapturedContext {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const context = createCommandContext({ env, clock, stdin, stdout, stderr, stopRequested: async () => {} })
  return { ...context, printed: textOf(stdout), complaints: textOf(stderr) }
}

function textOf(stream: PassThrough): () => string {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}
