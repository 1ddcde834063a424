/** What an operator would put in place by hand: the sealing key, the TLS files, the trusted authorities, the Compagnies. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { TestPki } from '../../../certs-test/pki.ts'
import { trustedAuthorityFiles } from '../../../certs-test/trusted-authorities.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import type { Settings } from '../../settings/schema.ts'
import { COMPAGNIES } from './people.ts'

const KEY_BYTES = 32

export async function furnishFolder(settings: Settings, pki: TestPki, at: number): Promise<void> {
  if (!existsSync(settings.secretKeyFile)) {
    writeFileSync(settings.secretKeyFile, createCryptoRandom().bytes(KEY_BYTES), { mode: 0o600 })
  }
  const portalHosts = [new URL(settings.portal.origin).hostname, '127.0.0.1', '::1']
  const cardHost = new URL(settings.card.origin).hostname
  copyTls(settings.portal.tls, await pki.serverCertificate('portal', portalHosts, at))
  copyTls(settings.card.tls, await pki.serverCertificate('card', [cardHost, `*.${cardHost}`], at))

  mkdirSync(settings.trust.folder, { recursive: true, mode: 0o700 })
  for (const [name, description] of Object.entries(trustedAuthorityFiles(pki))) {
    writeFileSync(join(settings.trust.folder, name), `${JSON.stringify(description, null, 2)}\n`)
  }
  if (settings.compagniesFile !== null) writeFileSync(settings.compagniesFile, stringify(COMPAGNIES))
}

function copyTls(
  to: { readonly keyFile: string; readonly certificateFile: string },
  from: { readonly keyPath: string; readonly certificatePath: string },
): void {
  mkdirSync(dirname(to.keyFile), { recursive: true, mode: 0o700 })
  copyFileSync(from.keyPath, to.keyFile)
  copyFileSync(from.certificatePath, to.certificateFile)
}
