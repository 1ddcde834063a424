import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { certificateOf } from '../support/test-people.ts'
import { exchange, secure } from './raw-connection.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

const ca = readFileSync(portal.pki.caPath)
const { port } = portal.settings.card
const card = certificateOf(portal.pki.card('expert'))
const host = new URL(portal.cardOrigin).hostname
const get = (name: string) => `GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`

async function askedFor(): Promise<string> {
  const { location } = await portal.browser().post('/connexion/carte', {})
  return new URL(location).hostname
}

describe('a connection to the card listener', () => {
  it.each([
    ['another one-time name', async () => `${'0'.repeat(32)}.${host}`],
    ['the card origin itself', async () => host],
    ['the portal', async () => 'localhost'],
    ['nothing', async () => ''],
  ])('made for one name speaks to no other (RFC 9110 §15.5.20): %s', async (_, name) => {
    const asked = await askedFor()
    const socket = await secure(port, { ca, servername: asked, ...card })
    const answer = await exchange(socket, get(await name()))
    expect(answer).toMatch(/^HTTP\/1\.1 4(21|00) /)
    expect(answer).not.toContain('ticket=')
  })

  it('does not mind capitals', async () => {
    const asked = await askedFor()
    const socket = await secure(port, { ca, servername: asked, ...card })
    expect(await exchange(socket, get(`${asked.toUpperCase()}:${port}`))).toContain('ticket=')
  })
})

needs('openssl')('what the card listener announces', () => {
  it('names the issuing authorities that are pinned, and no other: browsers offer the cards of these', async () => {
    const arguments_ = [
      's_client',
      '-nameopt',
      'utf8',
      '-connect',
      `127.0.0.1:${port}`,
      '-servername',
      host,
      '-CAfile',
      portal.pki.caPath,
    ]
    const client = spawn(pathTo('openssl'), arguments_, { stdio: ['pipe', 'pipe', 'ignore'] })
    client.stdin.end()
    const printed = Buffer.concat(await client.stdout.toArray()).toString()
    const named = printed.split('Acceptable client certificate CA names\n')[1]?.split('\nRequested Signature')[0]
    expect(named?.split('\n').map((name) => /CN ?= ?([^,]+)/.exec(name)?.[1])).toEqual([
      'CertEurope eID User (essai)',
      'Autorité de certification personnes (essai)',
    ])
  })
})

describe('no TLS session is resumed: a card that was taken out is gone', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('%s', async (version) => {
    const options: ConnectionOptions = { ca, servername: host, minVersion: version, maxVersion: version, ...card }
    const sessions: Buffer[] = []
    const first = connect({ host: '127.0.0.1', port, ...options })
    first.on('session', (session) => sessions.push(session))
    await once(first, 'secureConnect')
    await exchange(first, get(host))
    const kept = sessions.at(-1) ?? first.getSession()

    const { cert: _cert, key: _key, ...withoutCard } = options
    const second: TLSSocket = await secure(port, { ...withoutCard, ...(kept === undefined ? {} : { session: kept }) })
    expect(second.isSessionReused()).toBe(false)
    second.destroy()
  })

  it('and one of the portal is of no use there (threat 14)', async () => {
    const sessions: Buffer[] = []
    const atPortal = connect({ host: '127.0.0.1', port: portal.settings.portal.port, ca, servername: 'localhost' })
    atPortal.on('session', (session) => sessions.push(session))
    await once(atPortal, 'secureConnect')
    await exchange(atPortal, get('localhost'))
    const [session] = sessions
    expect(session).toBeDefined()
    const atCard = await secure(port, { ca, servername: host, ...(session === undefined ? {} : { session }) })
    expect(atCard.isSessionReused()).toBe(false)
    atCard.destroy()
  })
})

describe('the portal', () => {
  it('never asks for a certificate, nor looks at one that is pushed', async () => {
    const browser = portal.browser()
    const answer = await browser.send('GET', '/', { tls: { ...card, agent: false } })
    expect(answer.title).toBe('Choix du profil')
  })

  it.each(['client-cert', 'x-client-cert', 'ssl-client-cert', 'x-forwarded-client-cert', 'x-ssl-cert'])(
    'believes no certificate in a header, nor does the card listener: %s (threat 17)',
    async (header) => {
      const browser = portal.browser()
      const { location } = await browser.post('/connexion/carte', {})
      const pem = encodeURIComponent(card.cert.toString())
      const answer = await browser.send('GET', location, {
        headers: { [header]: pem.slice(0, 8_000), 'x-ssl-client-verify': 'SUCCESS' },
      })
      const page = await browser.follow(answer)
      expect(page.title).toBe("Aucun certificat n'a été présenté")
    },
  )
})
