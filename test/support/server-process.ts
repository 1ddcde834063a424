import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'

const READY_MILLISECONDS = 20_000

export interface ServerProcess {
  readonly pid: number
  /** Freezes the server and its children (SIGSTOP): connections open, nothing answers. */
  suspend(): void
  resume(): void
  /** Ends it, frozen or not, and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/**
 * Starts a server of the machine and waits for the line by which it says that it is ready. It dies with this process,
 * however this process ends.
 * @throws with what it printed, when it ends or stays silent instead.
 */
export async function startServerProcess(
  command: readonly [string, ...string[]],
  ready: RegExp,
  runAs: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn('setpriv', ['--pdeathsig=KILL', ...runAs, ...command], { stdio: ['ignore', 'pipe', 'pipe'] })
  await waitForLine(child, ready)
  const pid = child.pid ?? 0
  const family = () => [pid, ...childrenOf(pid)]
  const signal = (name: NodeJS.Signals) => {
    for (const member of family()) kill(member, name)
  }
  return {
    pid,
    suspend: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async stop(name = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(name)
      if (name !== 'SIGKILL') signal('SIGCONT')
      await gone
    },
  }
}

async function waitForLine(child: ChildProcess & { stdout: Readable; stderr: Readable }, ready: RegExp): Promise<void> {
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${child.spawnargs.join(' ')}: ${why}\n${printed}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`not ready after ${READY_MILLISECONDS} ms`)
    }, READY_MILLISECONDS)
    const listen = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-10_000)
      if (!ready.test(printed)) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`ended with status ${code}`))
  })
}

/** A child that has just ended by itself is as good. */
function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return text === '' ? [] : text.split(' ').map(Number)
}

/** A port that was free a moment ago on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
