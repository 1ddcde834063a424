/** The service as an operator runs it: a process of its own, by its command, that tests may kill. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createSystemClock } from '../../src/adapters/system-clock.ts'
import { furnishPortal, type PortalOptions, type PortalSurroundings } from './portal-under-test-surroundings.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export interface PortalProcess extends PortalSurroundings {
  /** @returns how long it took from the command to the line « ready », in milliseconds. */
  start(): Promise<number>
  /** SIGKILL: the process does nothing more. */
  kill(): Promise<void>
  /** SIGTERM, as an operator stops it. */
  terminate(): Promise<void>
  /** Bytes that the process holds in memory. */
  residentBytes(): number
  pid(): number
  remove(): Promise<void>
}

/** Builds what `npm ci` would have built, when a source is newer. Not started yet. */
export async function preparePortalProcess(options: PortalOptions = {}): Promise<PortalProcess> {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(built.stdout + built.stderr)
  const { hangUp, remove, ...surroundings } = await furnishPortal(createSystemClock(), options)
  let running: ServerProcess | undefined
  const current = () => {
    if (running === undefined) throw new Error('the portal does not run')
    return running
  }
  const stop = async (signal: NodeJS.Signals) => {
    hangUp()
    await running?.stop(signal)
    running = undefined
  }
  return {
    ...surroundings,
    async start() {
      const startedAt = performance.now()
      running = await startServerProcess(command(surroundings.env), /"msg":"ready"/)
      return performance.now() - startedAt
    },
    kill: () => stop('SIGKILL'),
    terminate: () => stop('SIGTERM'),
    residentBytes() {
      const status = readFileSync(`/proc/${current().pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
    },
    pid: () => current().pid,
    async remove() {
      await stop('SIGKILL')
      await remove()
    },
  }
}

const command = (env: Readonly<Record<string, string>>): readonly [string, ...string[]] => [
  'env',
  ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
  process.execPath,
  'dist/src/main.js',
  'serve',
]
