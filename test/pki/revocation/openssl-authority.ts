/** A CA kept by the openssl command line: its database, its lists, its responder. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Certificate, parseCertificate } from '../../../src/pki/certificate.ts'
import { pathTo } from '../../support/debian.ts'
import { freePort, type ServerProcess, startServerProcess } from '../../support/server-process.ts'

export interface OpensslAuthority {
  readonly authority: Certificate
  readonly responderUrl: string
  issue(commonName: string): { readonly certificate: Certificate; readonly revoke: (reason: string) => void }
  /** Signed by the CA's key, and in no database. */
  issueUnregistered(commonName: string): Certificate
  /** The list as of now, DER. */
  list(): Uint8Array<ArrayBuffer>
  /** `openssl ocsp` with a delegated responder, as it knows the database now; `delegated: false`: with the CA's own key. */
  startResponder(options?: { readonly delegated?: boolean; readonly extra?: readonly string[] }): Promise<ServerProcess>
}

const configurationOf = (folder: string, responderUrl: string, listUrl: string) => `
[ca]
default_ca = here
[here]
dir = ${folder}
database = ${folder}/index.txt
new_certs_dir = ${folder}
serial = ${folder}/serial
crlnumber = ${folder}/crlnumber
certificate = ${folder}/ca.pem
private_key = ${folder}/ca.key
default_md = sha256
default_days = 30
default_crl_days = 1
policy = any
crl_extensions = crl
unique_subject = no
[any]
commonName = supplied
[crl]
authorityKeyIdentifier = keyid
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[holder]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:${responderUrl}
crlDistributionPoints = URI:${listUrl}
[responder]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
[req]
distinguished_name = name
[name]
`

/** @param listUrl written in the certificates; what is served there is the test's business. */
export async function createOpensslAuthority(folder: string, listUrl: string): Promise<OpensslAuthority> {
  mkdirSync(folder, { recursive: true })
  const openssl = (...args: string[]) =>
    execFileSync(pathTo('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const read = (name: string): Certificate => {
    const parsed = parseCertificate(openssl('x509', '-in', name, '-outform', 'DER'))
    if (!parsed.ok) throw new Error(parsed.failure.explanation)
    return parsed.value
  }
  const configuration = ['-config', 'openssl.cnf']
  const newRequest = (name: string) =>
    openssl(
      'req',
      ...configuration,
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
  const sign = (name: string, section: string) => {
    newRequest(name)
    openssl(
      'ca',
      ...configuration,
      '-batch',
      '-notext',
      '-extensions',
      section,
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
    )
    return read(`${name}.pem`)
  }

  const port = await freePort()
  const responderUrl = `http://127.0.0.1:${port}/`
  writeFileSync(join(folder, 'openssl.cnf'), configurationOf(folder, responderUrl, listUrl))
  writeFileSync(join(folder, 'index.txt'), '')
  writeFileSync(join(folder, 'serial'), '1000\n')
  writeFileSync(join(folder, 'crlnumber'), '01\n')
  openssl(
    'req',
    ...configuration,
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-subj',
    '/CN=openssl',
    '-extensions',
    'authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  )
  sign('responder', 'responder')

  return {
    authority: read('ca.pem'),
    responderUrl,
    issue: (name) => ({
      certificate: sign(name, 'holder'),
      revoke: (reason) => void openssl('ca', ...configuration, '-revoke', `${name}.pem`, '-crl_reason', reason),
    }),
    issueUnregistered(name) {
      newRequest(name)
      const from = ['-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '4242']
      openssl('x509', '-req', ...from, '-extfile', 'openssl.cnf', '-extensions', 'holder', '-out', `${name}.pem`)
      return read(`${name}.pem`)
    },
    list() {
      openssl('ca', ...configuration, '-gencrl', '-out', 'list.pem')
      openssl('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.der')
      return new Uint8Array(readFileSync(join(folder, 'list.der')))
    },
    startResponder({ delegated = true, extra = [] } = {}) {
      const signer = delegated ? 'responder' : 'ca'
      const file = (name: string) => join(folder, name)
      return startServerProcess(
        [
          ...[pathTo('openssl'), 'ocsp', '-index', file('index.txt'), '-CA', file('ca.pem'), '-port', String(port)],
          ...['-rsigner', file(`${signer}.pem`), '-rkey', file(`${signer}.key`), '-nmin', '5', ...extra],
        ] as [string, ...string[]],
        /waiting for OCSP client connections/,
      )
    },
  }
}
