import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { createCommandContext } from '../../../src/commands/process-context.ts'
import { createManualClock } from '../../support/manual-clock.ts'

export interface BatchAnswer {
  readonly id: string | number | null
  readonly verdict: 'valid' | 'invalid'
  readonly failure: { readonly code: string; readonly data: object; readonly explanation: string } | null
  readonly policies: readonly string[]
  readonly elapsedMicroseconds: number
}

/** Asks `parvis pki verify --batch`, in pieces that end anywhere. @param questions objects, or lines as they are. */
export async function askBatch(questions: readonly unknown[], pieceBytes = 10_007): Promise<BatchAnswer[]> {
  const lines = questions.map((question) => (typeof question === 'string' ? question : JSON.stringify(question)))
  const stdout = new PassThrough()
  const said = text(stdout)
  const context = createCommandContext({
    env: {},
    clock: createManualClock(),
    stdin: Readable.from(pieces(Buffer.from(lines.join('\n')), pieceBytes)),
    stdout,
    stderr: new PassThrough(),
    stopRequested: async () => {},
  })
  const status = await runCommandLine(['pki', 'verify', '--batch'], context)
  stdout.end()
  if (status !== 0) throw new Error(`the batch ended with ${status}`)
  return (await said)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BatchAnswer)
}

function* pieces(bytes: Buffer, pieceBytes: number): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes)
}
