import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const run = promisify(execFile)
const parent = temporaryFolder()
let pki: TestPki

beforeAll(async () => {
  // TLS knows no other clock.
  const request = { folder: join(parent, 'pki'), at: Date.now(), baseUrl: 'http://127.0.0.1:9' }
  pki = await generatePki({ ...request, cards: ['expert', 'accents', 'p-256', 'magistrate'] })
})

/** The names of `*.localhost` do not resolve everywhere; the server is on the loopback. */
const lookup: LookupFunction = (_name, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }])

/** @returns the SHA-256 of the certificate that a TLS server was shown by that `.p12`, under that host name. */
async function show(card: string, host: string): Promise<string> {
  const { certificatePath, keyPath } = await pki.serverCertificate('card', CARD_HOSTS, Date.now())
  const server = createServer(
    {
      cert: readFileSync(certificatePath),
      key: readFileSync(keyPath),
      ca: [readFileSync(pki.authority('eid-user').certificatePath)],
      requestCert: true,
      rejectUnauthorized: false,
    },
    (incoming, response) => {
      const certificate = (incoming.socket as TLSSocket).getPeerX509Certificate()
      response.end(certificate?.fingerprint256.replaceAll(':', '').toLowerCase())
    },
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { p12Path, pin } = pki.card(card)
    const client = request({
      host,
      port: (server.address() as AddressInfo).port,
      lookup,
      ca: readFileSync(pki.caPath),
      pfx: readFileSync(p12Path),
      passphrase: pin,
      agent: false,
    }).end()
    const [response] = await once(client, 'response')
    return (await response.toArray()).join('')
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const CARD_HOSTS = ['carte.localhost', '*.carte.localhost', 'localhost', '127.0.0.1', '::1']

describe('a card file', () => {
  it.each([
    ['expert', 'carte.localhost'],
    ['accents', 'q7x2.carte.localhost'],
    ['p-256', 'localhost'],
    ['magistrate', '127.0.0.1'],
  ])('of %s opens mutual TLS at %s', async (card, host) => {
    expect(await show(card, host)).toBe(pki.card(card).sha256)
  })

  it('is refused by a server that is not of the local authority', async () => {
    await expect(show('expert', 'example.test')).rejects.toThrow(/Hostname\/IP does not match/)
  })
})

needs('certutil')('NSS, where Chromium and Firefox keep certificates', () => {
  it('imports every card file', async () => {
    const database = join(parent, 'nss')
    await run('mkdir', [database])
    await run(pathTo('certutil'), ['-N', '-d', database, '--empty-password'])
    for (const { p12Path, pin } of pki.cards())
      await run(pathTo('certutil').replace('certutil', 'pk12util'), ['-d', database, '-i', p12Path, '-W', pin])
    const { stdout } = await run(pathTo('certutil'), ['-L', '-d', database])
    expect(stdout).toContain('Camille FICTIVE (expert)')
    const { stdout: keys } = await run(pathTo('certutil'), ['-K', '-d', database])
    expect(keys.match(/^< *\d+>/gm)).toHaveLength(pki.cards().length)
  })
})
