import { createPublicKey, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate, toPem } from '../../certs-test/certificate.ts'
import { subjectAltName } from '../../certs-test/extensions.ts'
import { makeKey } from '../../certs-test/keys.ts'
import { dnsName, encodeName } from '../../certs-test/name.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

export const NOW = Date.UTC(2026, 0, 5, 9)
const DAY_MILLISECONDS = 86_400_000

/** A key and a self-signed certificate for these hosts, valid from yesterday for so many days. */
export async function writeTlsFiles(folder: string, name: string, hosts: readonly string[], days = 90) {
  const key = await makeKey('p-256')
  const subject = encodeName([['CN', hosts[0] ?? name]])
  const certificate = issueCertificate(
    {
      serial: 1n,
      issuer: subject,
      subject,
      notBeforeAt: NOW - DAY_MILLISECONDS,
      notAfterAt: NOW + days * DAY_MILLISECONDS,
      publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }),
      extensions: [subjectAltName(...hosts.map(dnsName))],
    },
    key,
  )
  const files = { keyFile: join(folder, `${name}.key`), certificateFile: join(folder, `${name}.pem`) }
  writeFileSync(files.keyFile, key.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(files.certificateFile, toPem('CERTIFICATE', certificate))
  return files
}

/** The environment of a production that is acceptable, with the files that it names. */
export async function acceptableProduction(): Promise<{ readonly env: Environment; readonly folder: string }> {
  const folder = temporaryFolder()
  const portal = await writeTlsFiles(folder, 'portal', ['acces.parvis.internal'])
  const card = await writeTlsFiles(folder, 'card', ['carte.parvis.internal', '*.carte.parvis.internal'])
  writeFileSync(join(folder, 'secret.key'), randomBytes(32))
  mkdirSync(join(folder, 'trust'))
  writeFileSync(join(folder, 'trust', 'authority.json'), '{}')
  const env = {
    PARVIS_DATA_FOLDER: join(folder, 'data'),
    PARVIS_SECRET_KEY_FILE: join(folder, 'secret.key'),
    PARVIS_PORTAL_ORIGIN: 'https://acces.parvis.internal',
    PARVIS_PORTAL_TLS_KEY_FILE: portal.keyFile,
    PARVIS_PORTAL_TLS_CERTIFICATE_FILE: portal.certificateFile,
    PARVIS_CARD_ORIGIN: 'https://carte.parvis.internal',
    PARVIS_CARD_WILDCARD: 'yes',
    PARVIS_CARD_TLS_KEY_FILE: card.keyFile,
    PARVIS_CARD_TLS_CERTIFICATE_FILE: card.certificateFile,
    PARVIS_TRUST_FOLDER: join(folder, 'trust'),
    PARVIS_MAIL_SMTP: 'smtps://parvis:secret@smtp.parvis.internal',
    PARVIS_MAIL_FROM_ADDRESS: 'ne-pas-repondre@parvis.internal',
    PARVIS_SUPPORT_NAME: 'Assistance',
    PARVIS_SUPPORT_PHONE: '01 99 00 00 00',
    PARVIS_SUPPORT_EMAIL: 'assistance@parvis.internal',
  }
  return { env, folder }
}
