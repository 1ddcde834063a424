/** What OpenSSL says of the test certificates, lists, answers and files: it is nobody's code here. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toPem } from '../../certs-test/certificate.ts'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { type PkiServer, startPkiServer } from '../../certs-test/server.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const run = promisify(execFile)
/** @returns both streams, whatever the exit status: the words are what is looked at. */
const openssl = async (...words: string[]): Promise<string> => {
  const { stdout, stderr } = await run(pathTo('openssl'), words).catch((ended) => ended)
  return `${stdout}${stderr}`
}

const VERDICTS = {
  expert: 'OK',
  'no-purpose': 'OK',
  siret: 'OK',
  accents: 'OK',
  renewed: 'OK',
  'long-key-identifier': 'OK',
  expired: 'certificate has expired',
  'not-yet-valid': 'certificate is not yet valid',
  revoked: 'certificate revoked',
  'on-hold': 'certificate revoked',
  'signature-only': 'unsuitable certificate purpose',
  'server-purpose': 'unsuitable certificate purpose',
  'unknown-authority': 'unable to get local issuer certificate',
  'look-alike-authority': 'certificate signature failure',
  'unknown-critical': 'unhandled critical extension',
  'sha-1-signature': 'CA signature digest algorithm too weak',
  'rsa-1024': 'EE certificate key too weak',
} as const

needs('openssl')('OpenSSL', () => {
  const folder = join(temporaryFolder(), 'pki')
  // OpenSSL's OCSP client knows no other clock.
  const now = Date.now()
  let server: PkiServer
  let pki: TestPki

  beforeAll(async () => {
    server = await startPkiServer({ clock: { now: () => now } })
    pki = await generatePki({
      folder,
      at: now,
      baseUrl: server.baseUrl,
      keys: 'quick',
      cards: [...Object.keys(VERDICTS), 'magistrate', 'unregistered'],
    })
    server.publish(pki)
    const lists = (['eid-root', 'eid-user'] as const).map((id) => toPem('X509 CRL', pki.revocationList(id, now)))
    writeFileSync(join(folder, 'lists.pem'), lists.join(''))
  })
  afterAll(() => server.stop())

  it.each(Object.entries(VERDICTS))('says of the card %s: %s', async (name, verdict) => {
    const trust = ['-CAfile', pki.authority('eid-root').certificatePath, '-auth_level', '2']
    const known = ['-untrusted', pki.authority('eid-user').certificatePath, '-CRLfile', join(folder, 'lists.pem')]
    const checks = ['-crl_check_all', '-x509_strict', '-purpose', 'sslclient']
    const words = await openssl('verify', ...trust, ...known, ...checks, pki.card(name).certificatePath)
    expect(words).toContain(verdict)
  })

  const ask = (name: string, ...more: string[]) => {
    const issuer = ['-issuer', pki.authority('eid-user').certificatePath]
    const root = ['-CAfile', pki.authority('eid-root').certificatePath]
    const delegation = ['-verify_other', pki.authority('eid-user').certificatePath]
    return openssl('ocsp', ...issuer, ...root, ...delegation, '-cert', pki.card(name).certificatePath, ...more)
  }

  it.each([
    ['expert', 'good'],
    ['revoked', 'revoked'],
    ['on-hold', 'certificateHold'],
    ['unregistered', 'unknown'],
  ])('verifies the OCSP answer on the card %s: %s', async (name, status) => {
    const words = await ask(name, '-url', `${server.baseUrl}/ocsp1/eid-user`)
    expect(words).toContain('Response verify OK')
    expect(words).not.toContain('WARNING')
    expect(words).toContain(status)
  })

  it('gets the same answer by GET', async () => {
    const [question, answer] = [join(folder, 'question'), join(folder, 'answer')]
    await ask('revoked', '-reqout', question, '-no_nonce')
    const path = encodeURIComponent(readFileSync(question).toString('base64'))
    const response = await fetch(`${server.baseUrl}/ocsp2/eid-user/${path}`)
    expect(response.headers.get('content-type')).toBe('application/ocsp-response')
    writeFileSync(answer, await response.bytes())
    const words = await ask('revoked', '-no_nonce', '-respin', answer)
    expect(words).toContain('Response verify OK')
    expect(words).toContain('keyCompromise')
  })

  it('is told that another authority is asked', async () => {
    const issuer = ['-issuer', pki.authority('ministry-persons').certificatePath]
    const card = ['-cert', pki.card('magistrate').certificatePath]
    const words = await openssl('ocsp', ...issuer, ...card, '-url', `${server.baseUrl}/ocsp1/eid-user`)
    expect(words).toContain('unauthorized')
  })

  it('reads a card file without legacy algorithms, with its PIN only', async () => {
    const { p12Path, pin } = pki.card('expert')
    const words = await openssl('pkcs12', '-in', p12Path, '-passin', `pass:${pin}`, '-info', '-noout')
    expect(words).toContain('MAC: sha256')
    expect(words).toContain('PBES2, PBKDF2, AES-256-CBC')
    expect(await openssl('pkcs12', '-in', p12Path, '-passin', 'pass:0000', '-noout')).toContain('Mac verify error')
  })
})
