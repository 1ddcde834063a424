/** Rules about the files that settings name: they are there, readable, and what they should be. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { reason } from './reason.ts'
import type { Settings } from './schema.ts'

const SECRET_KEY_BYTES = 32

export function secretKeyMistake(path: string): string | undefined {
  const remedy = `make one with: openssl rand -out ${path} ${SECRET_KEY_BYTES}`
  try {
    const { length } = readFileSync(path)
    return length === SECRET_KEY_BYTES
      ? undefined
      : `PARVIS_SECRET_KEY_FILE: ${path} must hold exactly ${SECRET_KEY_BYTES} bytes, not ${length}; ${remedy}`
  } catch (error) {
    return `PARVIS_SECRET_KEY_FILE: cannot read ${path} (${reason(error)}); ${remedy}`
  }
}

export function trustFolderMistake(folder: string): string | undefined {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.json'))
      ? undefined
      : `PARVIS_TRUST_FOLDER: ${folder} describes no authority (*.json): no card could be accepted`
  } catch (error) {
    return `PARVIS_TRUST_FOLDER: cannot read ${folder} (${reason(error)})`
  }
}

/** The key and certificate of a listener belong together and cover the names it is reached by. */
export function tlsMistake(settings: Settings, listener: 'portal' | 'card'): string | undefined {
  const variable = `PARVIS_${listener.toUpperCase()}_TLS`
  const { keyFile, certificateFile } = settings[listener].tls
  const key = attempt(() => createPrivateKey(readFileSync(keyFile)))
  if ('error' in key)
    return `${variable}_KEY_FILE: ${keyFile} is not a readable PEM private key without passphrase (${key.error})`
  const certificate = attempt(() => new X509Certificate(readFileSync(certificateFile)))
  if ('error' in certificate)
    return `${variable}_CERTIFICATE_FILE: ${certificateFile} is not a readable PEM certificate (${certificate.error})`
  if (!certificate.value.checkPrivateKey(key.value))
    return `${variable}_KEY_FILE: ${keyFile} is not the key of ${certificateFile}`
  const missing = namesOf(settings, listener).filter(
    (host) => certificate.value.checkHost(host, { subject: 'never' }) === undefined,
  )
  return missing.length === 0
    ? undefined
    : `${variable}_CERTIFICATE_FILE: ${certificateFile} does not cover ${missing.join(', ')}`
}

function namesOf(settings: Settings, listener: 'portal' | 'card'): readonly string[] {
  const { hostname } = new URL(settings[listener].origin)
  return listener === 'card' && settings.card.wildcard ? [hostname, `any.${hostname}`] : [hostname]
}

function attempt<Value>(read: () => Value): { readonly value: Value } | { readonly error: string } {
  try {
    return { value: read() }
  } catch (error) {
    return { error: reason(error) }
  }
}
