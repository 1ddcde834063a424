import { mkdirSync } from 'node:fs'
import { isIP, isIPv4 } from 'node:net'
import { join } from 'node:path'
import { type Authority, publicKeyOf } from './authority.ts'
import { issueCertificate, toPem } from './certificate.ts'
import { DAY_MS } from './durations.ts'
import {
  authorityKeyIdentifier,
  endEntityConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts'
import { keyIdentifier, makeKey } from './keys.ts'
import { dnsName, encodeName, ipAddress } from './name.ts'
import { writeAtOnce } from './write-at-once.ts'

export interface ServerFiles {
  /** PEM. */
  readonly certificatePath: string
  readonly keyPath: string
}

/** Browsers refuse servers' certificates that live longer. */
const VALIDITY_DAYS = 397

export const serverFiles = (folder: string, name: string): ServerFiles => ({
  certificatePath: join(folder, 'tls', `${name}.pem`),
  keyPath: join(folder, 'tls', `${name}.key.pem`),
})

/** A TLS server's key and certificate, written below the folder. @returns when it ends. */
export async function makeServerCertificate(request: {
  readonly name: string
  /** Host names, wildcards and IP addresses. */
  readonly hosts: readonly string[]
  readonly folder: string
  readonly at: number
  readonly serial: bigint
  readonly authority: Authority
}): Promise<{ hosts: string[]; notAfterAt: number }> {
  const { name, hosts, folder, at, serial, authority } = request
  const key = await makeKey('p-256')
  const publicKey = publicKeyOf(key)
  const notAfterAt = at + (VALIDITY_DAYS - 1) * DAY_MS
  const certificate = issueCertificate(
    {
      serial,
      issuer: authority.name,
      subject: encodeName([
        ['O', 'Parvis (essai)'],
        ['CN', hosts[0] ?? name],
      ]),
      notBeforeAt: at - DAY_MS,
      notAfterAt,
      publicKey,
      extensions: [
        endEntityConstraints(),
        keyUsage('digitalSignature'),
        extendedKeyUsage('serverAuth'),
        subjectAltName(...hosts.map((host) => (isIP(host) === 0 ? dnsName(host) : ipAddress(addressBytes(host))))),
        subjectKeyIdentifier(keyIdentifier(publicKey, 'sha-1')),
        authorityKeyIdentifier(authority.keyIdentifier),
      ],
    },
    authority.key,
  )
  const files = serverFiles(folder, name)
  mkdirSync(join(folder, 'tls'), { recursive: true })
  writeAtOnce(files.keyPath, key.export({ format: 'pem', type: 'pkcs8' }))
  writeAtOnce(files.certificatePath, toPem('CERTIFICATE', certificate))
  return { hosts: [...hosts], notAfterAt }
}

/** iPAddress octets (RFC 5280 §4.2.1.6); of IPv6, the loopback and full forms with one `::` are enough. */
function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [before, after] = [groups(head), groups(tail)]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0)
  return Buffer.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]))
}
