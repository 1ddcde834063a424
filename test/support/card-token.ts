/** A token with a PIN, as PKCS#11 sees one: SoftHSM in the place of the card and its reader. */
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestCard } from '../../certs-test/cards.ts'
import { pathTo } from './debian.ts'

export interface CardToken {
  /** The PKCS#11 library. */
  readonly module: string
  /** Tells the library where its tokens are. */
  readonly env: Readonly<Record<string, string>>
  readonly pin: string
  remove(): void
}

const MODULE = '/usr/lib/softhsm/libsofthsm2.so'

/** Puts a test card's key and certificate into a new token. */
export function insertIntoToken(card: TestCard): CardToken {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-token-'))
  mkdirSync(join(folder, 'tokens'))
  const configuration = join(folder, 'softhsm2.conf')
  writeFileSync(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`)
  const env = { SOFTHSM2_CONF: configuration }
  const run = (command: string, words: readonly string[]) =>
    execFileSync(command, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })

  const [label, object] = ['CARTE', ['--label', card.name, '--id', '01']]
  const certificate = join(folder, 'certificate.der')
  writeFileSync(certificate, new X509Certificate(readFileSync(card.certificatePath)).raw)
  run(pathTo('softhsm'), ['--init-token', '--free', '--label', label, '--pin', card.pin, '--so-pin', '12345678'])
  run(pathTo('softhsm'), ['--import', card.keyPath, '--token', label, ...object, '--pin', card.pin])
  const write = ['--write-object', certificate, '--type', 'cert', ...object]
  run(pathTo('pkcs11-tool'), ['--module', MODULE, '--token-label', label, '--login', '--pin', card.pin, ...write])
  return { module: MODULE, env, pin: card.pin, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
