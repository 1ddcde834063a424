/** A screen that nobody sees, and fingers that type on it: for windows that no test protocol reaches. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { vi } from 'vitest'
import { pathTo } from './debian.ts'

export interface Display {
  /** As X clients name it. */
  readonly name: string
  /** Waits for a window whose title begins so, types into it and confirms. */
  typeInto(title: string, text: string): Promise<void>
  /** Cancels every window whose title begins so, as often as it comes, until `done`. */
  cancelEach(title: string, done: Promise<unknown>): Promise<void>
  close(): Promise<void>
}

export async function openDisplay(): Promise<Display> {
  const server = spawn(pathTo('xvfb'), ['-displayfd', '3', '-screen', '0', '1200x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data')
  const name = `:${String(number).trim()}`
  const type = (...words: readonly string[]) =>
    execFileSync(pathTo('xdotool'), words, {
      env: { ...process.env, DISPLAY: name },
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  const windowCalled = (title: string) => type('search', '--onlyvisible', '--name', `^${title}`).split('\n')[0] ?? ''
  return {
    name,
    async typeInto(title, text) {
      const window = await vi.waitFor(() => windowCalled(title), { timeout: 15_000, interval: 100 })
      type('windowfocus', '--sync', window)
      type('type', '--delay', '20', text)
      type('key', 'Return')
    },
    async cancelEach(title, done) {
      const ended = done.then(() => true)
      while (!(await Promise.race([ended, delay(200)]))) {
        try {
          type('windowfocus', '--sync', windowCalled(title), 'key', 'Escape')
        } catch {
          // None there now.
        }
      }
    },
    async close() {
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
    },
  }
}
