/**
 * A real Chromium with a home of its own: it trusts the test authority, and holds a card as a file or in a token. What
 * happens in TLS is its own doing: Playwright's client certificates would be presented by Playwright.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { TestCard } from '../../certs-test/cards.ts'
import type { CardToken } from './card-token.ts'
import { pathTo } from './debian.ts'
import type { PortalSurroundings } from './portal-under-test-surroundings.ts'

export interface ChromiumWithCard {
  readonly page: Page
  readonly context: BrowserContext
  close(): Promise<void>
}

export interface ChromiumWishes {
  /** Imported from its .p12, as people import a file. */
  readonly card?: TestCard
  /** A PKCS#11 token: its window asks for the PIN. Needs a display. */
  readonly token?: CardToken
  /** Of an X server; without one Chromium shows nothing. */
  readonly display?: string
}

export async function openChromium(
  portal: Pick<PortalSurroundings, 'pki' | 'settings'>,
  { card, token, display }: ChromiumWishes = {},
): Promise<ChromiumWithCard> {
  const home = mkdtempSync(join(tmpdir(), 'parvis-chromium-'))
  const database = `sql:${join(home, '.pki', 'nssdb')}`
  mkdirSync(join(home, '.pki', 'nssdb'), { recursive: true })
  run(pathTo('certutil'), '-d', database, '-N', '--empty-password')
  run(pathTo('certutil'), '-d', database, '-A', '-n', 'essai', '-t', 'C,,', '-i', portal.pki.caPath)
  if (card !== undefined) run('pk12util', '-d', database, '-i', card.p12Path, '-W', card.pin, '-K', '')
  if (token !== undefined)
    run('modutil', '-force', '-dbdir', database, '-add', 'carte', '-libfile', token.module, '-mechanisms', 'FRIENDLY')

  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: withPolicies(home, portal.settings.card.port),
    headless: display === undefined,
    args: ['--no-sandbox', '--disable-gpu', '--password-store=basic'],
    env: { ...environment(), HOME: home, ...token?.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    locale: 'fr-FR',
    viewport: { width: 1100, height: 900 },
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    page,
    context,
    async close() {
      await context.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/**
 * Chromium chooses the certificate by itself only where a policy of the machine says so. The policy is seen by this
 * Chromium alone, in a mount namespace of its own; where those are not allowed, it is put where policies belong.
 */
function withPolicies(home: string, cardPort: number): string {
  const choice = JSON.stringify({ pattern: `https://[*.]carte.localhost:${cardPort}`, filter: {} })
  const policy = JSON.stringify({ AutoSelectCertificateForUrls: [choice] })
  const etc = join(home, 'etc')
  mkdirSync(join(etc, 'policies', 'managed'), { recursive: true })
  writeFileSync(join(etc, 'policies', 'managed', 'parvis.json'), policy)
  if (spawnSync('unshare', ['--mount', 'true']).status === 0) {
    const wrapper = join(home, 'chromium')
    const script = `mount --bind "${etc}" /etc/chromium && exec "${pathTo('chromium')}" "$@"`
    writeFileSync(wrapper, `#!/bin/sh\nexec unshare --mount -- sh -c '${script}' chromium "$@"\n`)
    chmodSync(wrapper, 0o755)
    return wrapper
  }
  const managed = '/etc/chromium/policies/managed'
  if (!existsSync(managed)) mkdirSync(managed, { recursive: true })
  writeFileSync(join(managed, `parvis-test-${cardPort}.json`), policy)
  return pathTo('chromium')
}

const run = (command: string, ...words: readonly string[]): void =>
  void execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] })

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
