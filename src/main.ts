#!/usr/bin/env node
/** The command line of Parvis: the only reader of the process, its environment and its arguments. */
import { setFlagsFromString } from 'node:v8'
import { EXIT } from './commands/command.ts'

const WANTED_NODE = 24

// V8 enlarges its young generation at every burst, starting with the loading of modules, and does not shrink it again: some
// 25 MB at rest and 100 MB after some thousand requests, which buy no measurable time here.
setFlagsFromString('--semi-space-growth-factor=1')

// Older versions lack modules that the commands import: say so before they fail.
if (Number.parseInt(process.versions.node, 10) < WANTED_NODE) {
  console.error(`parvis: Node ${WANTED_NODE} or later is needed, this is ${process.version} (${process.execPath}).`)
  console.error('Run `npm ci` in the project and start through npm (`npm run parvis -- …`), or install a newer Node.')
  process.exit(EXIT.broken)
}

// Whoever reads our output may stop reading (`parvis … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.broken),
)

const { runCommandLine } = await import('./commands/command-line.ts')
const { createStopRequest, STOP_WITHIN_MILLISECONDS } = await import('./commands/stop-request.ts')
const { createCommandContext } = await import('./commands/process-context.ts')
const { createSystemClock } = await import('./adapters/system-clock.ts')

const context = createCommandContext({
  env: process.env,
  clock: createSystemClock(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stopRequested: createStopRequest(process, stopAnyway),
})

try {
  end(await runCommandLine(process.argv.slice(2), context))
} catch (error) {
  explain(error)
  end(EXIT.broken)
}

function stopAnyway(): void {
  context.complain(`parvis: still busy ${STOP_WITHIN_MILLISECONDS} ms after the request to stop; ended all the same`)
  end(EXIT.done)
}

/** A bug or an outage: the chain of causes, and the place when debugging. */
function explain(error: unknown): void {
  if (!(error instanceof Error)) context.complain(`parvis: ${String(error)}`)
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    context.complain(`parvis: ${cause.message}`)
    if (process.env['PARVIS_LOG_LEVEL'] === 'debug') context.complain(cause.stack ?? '')
  }
}

/** Whatever is still open does not keep a finished command alive. */
function end(status: number): void {
  process.stdout.write('', () => process.exit(status))
}
