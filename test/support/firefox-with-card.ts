/** A real Firefox with a profile of its own, which trusts the test authority and holds a card; spoken to by Marionette. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { TestCard } from '../../certs-test/cards.ts'
import { pathTo } from './debian.ts'
import type { PortalSurroundings } from './portal-under-test-surroundings.ts'
import { freePort } from './server-process.ts'

export interface FirefoxWithCard {
  open(address: string): Promise<void>
  /** Runs in the page. */
  run<Result>(script: string, ...values: readonly unknown[]): Promise<Result>
  /** Waits until the page has this as its heading. */
  heading(text: string): Promise<void>
  close(): Promise<void>
}

const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.normandy.enabled': false,
  'intl.accept_languages': 'fr',
  'security.default_personal_cert': 'Select Automatically',
}

export async function openFirefox(portal: Pick<PortalSurroundings, 'pki'>, card?: TestCard): Promise<FirefoxWithCard> {
  const profile = mkdtempSync(join(tmpdir(), 'parvis-firefox-'))
  const port = await freePort()
  const preferences = Object.entries({ ...PREFERENCES, 'marionette.port': port })
  writeFileSync(
    join(profile, 'user.js'),
    preferences.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''),
  )
  const run = (command: string, ...words: readonly string[]) =>
    execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  run(pathTo('certutil'), '-d', `sql:${profile}`, '-N', '--empty-password')
  run(pathTo('certutil'), '-d', `sql:${profile}`, '-A', '-n', 'essai', '-t', 'C,,', '-i', portal.pki.caPath)
  if (card !== undefined) run('pk12util', '-d', `sql:${profile}`, '-i', card.p12Path, '-W', card.pin, '-K', '')

  const firefox = spawn(pathTo('firefox'), ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    stdio: 'ignore',
  })
  const gone = once(firefox, 'exit')
  const socket = await vi.waitFor(() => reach(port), { timeout: 30_000, interval: 200 })
  const command = speak(socket)
  await command('WebDriver:NewSession', { capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } } })

  const inPage = <Result>(script: string, ...values: readonly unknown[]) =>
    command('WebDriver:ExecuteScript', {
      script,
      args: values,
      sandbox: 'default',
      newSandbox: true,
    }) as Promise<Result>
  return {
    open: async (address) => void (await command('WebDriver:Navigate', { url: address })),
    run: inPage,
    heading: (text) =>
      vi.waitFor(
        async () => {
          const shown = await inPage<string>("return document.querySelector('h1')?.textContent ?? ''")
          if (shown !== text) throw new Error(`the heading is « ${shown} », not « ${text} »`)
        },
        { timeout: 15_000, interval: 100 },
      ),
    async close() {
      firefox.kill('SIGTERM')
      await gone
      socket.destroy()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function reach(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

/** Marionette's own protocol: `length:[type, id, name or error, parameters or result]`. */
function speak(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let received = Buffer.alloc(0)
  let sent = 0
  const hear = (message: unknown) => {
    // The first message is a greeting.
    if (!Array.isArray(message)) return
    const [, id, error, result] = message
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error) asked?.reject(new Error(`${error.error}: ${error.message}`))
    else asked?.resolve(result?.value ?? result)
  }
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const colon = received.indexOf(':')
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)))
      if (colon < 0 || received.length < end) return
      const message = received.subarray(colon + 1, end).toString()
      received = received.subarray(end)
      hear(JSON.parse(message))
    }
  })
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      sent += 1
      waiting.set(sent, { resolve, reject })
      const message = JSON.stringify([0, sent, name, parameters])
      socket.write(`${Buffer.byteLength(message)}:${message}`)
    })
}
