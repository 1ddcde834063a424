import { X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generatePki } from '../../certs-test/generate.ts'
import { type PkiServer, startPkiServer } from '../../certs-test/server.ts'
import { trustedAuthorityFiles } from '../../certs-test/trusted-authorities.ts'
import { openCrlFolder } from '../../src/adapters/crl-folder.ts'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { capturedContext } from './captured-context.ts'

const DAY = 86_400_000
const clock = createManualClock()
const folder = temporaryFolder()
let server: PkiServer
let url: string
let signer: string

beforeAll(async () => {
  server = await startPkiServer({ clock, port: 0 })
  const pki = await generatePki({
    folder: join(folder, 'pki'),
    at: clock.now(),
    baseUrl: server.baseUrl,
    keys: 'quick',
    cards: ['expert'],
  })
  server.publish(pki)
  mkdirSync(join(folder, 'trust'))
  for (const [name, value] of Object.entries(trustedAuthorityFiles(pki))) {
    writeFileSync(join(folder, 'trust', name), JSON.stringify(value))
  }
  url = `${server.baseUrl}/reference/eid-user.crl`
  const { publicKey } = new X509Certificate(readFileSync(pki.authority('eid-user').certificatePath))
  signer = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
})
afterAll(() => server.stop())

async function crl(...words: string[]) {
  const context = capturedContext({ PARVIS_MODE: 'demo', PARVIS_DATA_FOLDER: folder }, clock)
  const status = await runCommandLine(['crl', ...words], context)
  await new Promise(setImmediate)
  return { status, said: context.printed(), complaints: context.complaints() }
}

it('has nothing to show before a card needed a list', async () => {
  expect(await crl('list')).toMatchObject({ status: 0, said: '0 lists\n' })
  expect(await crl('refresh', url)).toMatchObject({ status: 1, complaints: expect.stringContaining('crl.not-held') })
})

it('tells which lists have ended, and fetches them again', async () => {
  const der = new Uint8Array(await (await fetch(url)).arrayBuffer())
  await openCrlFolder(join(folder, 'revocation')).write({ url, signer, fetchedAt: clock.now() }, der)
  expect(await crl('list')).toMatchObject({ status: 0, said: expect.stringContaining(`current    ${url}`) })

  clock.advance(40 * DAY)
  expect(await crl('list')).toMatchObject({ status: 1, said: expect.stringContaining(`ended      ${url}`) })
  expect(await crl('refresh')).toMatchObject({ status: 0, said: `refreshed  ${url}\n` })
  const rows = JSON.parse((await crl('list', '--json')).said)
  expect(rows).toEqual([expect.objectContaining({ url, state: 'current', fetched: '2026-02-14T09:00:00Z' })])
})

it('tells why a list could not be had', async () => {
  await server.stop()
  expect(await crl('refresh', url)).toMatchObject({
    status: 1,
    said: expect.stringMatching(/^failed .*fetch\.|^failed .*server/),
  })
})
