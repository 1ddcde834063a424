/** `parvis pki verify` for one certificate, and `parvis pki cards`: what people type and read. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { generatePki } from '../../../certs-test/generate.ts'
import type { TestPki } from '../../../certs-test/pki.ts'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { capturedContext } from '../captured-context.ts'

const clock = createManualClock()
const folder = temporaryFolder()
let pki: TestPki
const path = (name: string) => join(folder, name)
const list = (id: string) => join(pki.folder, 'crl', `${id}.crl`)

beforeAll(async () => {
  const cards = ['expert', 'revoked', 'signature-only', 'expired']
  pki = await generatePki({ folder: path('pki'), at: clock.now(), baseUrl: 'http://127.0.0.1:9', keys: 'quick', cards })
})

async function parvis(...words: string[]) {
  const context = capturedContext({}, clock)
  const status = await runCommandLine(['pki', ...words], context)
  await new Promise(setImmediate)
  return { status, said: context.printed(), complaints: context.complaints() }
}
const verify = (card: string, ...more: string[]) =>
  parvis(
    'verify',
    '--anchor',
    pki.authority('eid-user').certificatePath,
    '--cert',
    pki.card(card).certificatePath,
    ...more,
  )

describe('verify', () => {
  it('explains a card that is accepted, check by check', async () => {
    const { status, said } = await verify('expert', '--crl', list('eid-user'))
    expect(status).toBe(0)
    expect(said).toMatch(/Certificate +C=FR, O=Camille FICTIVE/)
    expect(said).toMatch(/Anchor \(1\)\n {2}ok {4}validity-period +RFC 5280 §6\.1\.3/)
    expect(said).toMatch(
      /Certificate 0, the one in question\n(.*\n)* {2}ok {4}login-key-usage .*\n +key usage digitalSignature/,
    )
    expect(said).toMatch(/Revocation\n {2}ok {4}certificate 0 .*\n +not revoked by crl of 2026/)
    expect(said).toMatch(/\nVALID\n/)
  })

  it.each([
    ['revoked', 'pki.revoked', 'keyCompromise'],
    ['signature-only', 'pki.not-for-authentication', 'nonRepudiation'],
    ['expired', 'pki.expired', 'ended on'],
  ])('says what is wrong with a card: %s', async (card, code, found) => {
    const { status, said } = await verify(card, '--crl', list('eid-user'))
    expect(status).toBe(1)
    expect(said.slice(said.lastIndexOf('FAIL'))).toContain(found)
    expect(said).toContain(`INVALID: ${code}`)
  })

  it('asks for revocation unless told otherwise, at the instant that is asked about', async () => {
    expect(await verify('expert')).toMatchObject({
      status: 1,
      said: expect.stringContaining('pki.revocation-unavailable'),
    })
    expect((await verify('expert', '--revocation', 'off')).status).toBe(0)
    expect((await verify('expert', '--revocation', 'off', '--at', '2040-01-01T00:00:00Z')).said).toContain(
      'pki.expired',
    )
    expect((await verify('signature-only', '--revocation', 'off', '--purpose', 'path-only')).status).toBe(0)
  })

  it('takes the path from candidates, in PEM with several blocks or in DER', async () => {
    const root = pki.authority('eid-root').certificatePath
    const lists = ['--crl', list('eid-user'), '--crl', list('eid-root')]
    const { certificatePath, chainPath } = pki.card('expert')
    expect((await parvis('verify', '--anchor', root, '--cert', chainPath, ...lists)).status).toBe(0)
    const pem = readFileSync(pki.authority('eid-user').certificatePath, 'utf8')
    writeFileSync(path('user.der'), Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64'))
    const words = ['--anchor', root, '--cert', certificatePath, '--candidate', path('user.der'), ...lists]
    expect((await parvis('verify', ...words)).status).toBe(0)
    expect((await parvis('verify', '--anchor', root, '--cert', certificatePath, ...lists)).said).toContain(
      'pki.issuer-unknown',
    )
  })

  it('says the same to scripts', async () => {
    const { status, said } = await verify('expert', '--crl', list('eid-user'), '--json')
    expect(status).toBe(0)
    expect(JSON.parse(said)).toMatchObject({
      verdict: 'valid',
      failure: null,
      policies: expect.arrayContaining(['0.4.0.194112.1.2']),
      path: [{ subject: expect.stringContaining('FICTIVE') }, { sha256: pki.authority('eid-user').sha256 }],
      revocation: [{ source: 'crl', found: expect.stringContaining('not revoked') }],
      checks: expect.arrayContaining([expect.objectContaining({ check: 'signature', passed: true, position: 0 })]),
    })
    const refused = JSON.parse((await verify('revoked', '--crl', list('eid-user'), '--json')).said)
    expect(refused).toMatchObject({
      verdict: 'invalid',
      failure: { code: 'pki.revoked', data: { reason: 'keyCompromise' } },
      policies: [],
    })
  })

  it('ends with 2 on wrong usage, and with 1 on files that hold something else', async () => {
    expect((await parvis('verify', '--cert', path('none'))).status).toBe(2)
    expect((await verify('expert', '--at', 'yesterday')).status).toBe(2)
    expect((await verify('expert', '--purpose', 'any')).status).toBe(2)
    expect(await verify('expert', '--crl', path('none'))).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('ENOENT'),
    })
    writeFileSync(path('text'), 'no certificate')
    expect(await verify('expert', '--candidate', path('text'))).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('neither DER nor PEM'),
    })
    writeFileSync(path('broken.der'), Buffer.of(0x30, 0x01))
    expect((await verify('expert', '--crl', path('broken.der'))).said).toContain('pki.revocation-unavailable')
  })
})

describe('cards', () => {
  it('makes the cards that are asked for, with their PIN', async () => {
    const made = await parvis('cards', path('cards'), '--card', 'revoked', '--card', 'clerk')
    expect(made).toMatchObject({ status: 0 })
    expect(made.said.trim().split('\n')).toEqual([
      expect.stringMatching(/^(clerk|revoked) +PIN 1234 .*\.p12$/),
      expect.stringMatching(/^(clerk|revoked) +PIN 1234 .*\.p12$/),
    ])
    expect((await parvis('cards', path('cards'), '--card', 'nobody')).status).toBe(2)
  })
})
