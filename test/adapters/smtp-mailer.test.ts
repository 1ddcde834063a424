import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import forge from 'node-forge'
import { afterEach, describe, expect, it } from 'vitest'
import { createSmtpMailer, type SmtpMailerSettings } from '../../src/adapters/smtp-mailer.ts'
import { smtpRoute } from '../../src/adapters/smtp-route.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { startTestSmtpServer, type TestSmtpServer } from './smtp-fixture.ts'

const message = {
  to: 'camille@exemple.fr',
  subject: 'Parvis : été',
  text: 'Bonjour,\n\nLe code est à recopier : 012345.\n',
  html: '<!doctype html><html lang="fr"><body><p>Le code est à recopier : 012345.</p></body></html>',
  messageId: 'ab12@parvis.example',
}

const cleanups: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function smtpServer(...args: Parameters<typeof startTestSmtpServer>): Promise<TestSmtpServer> {
  const server = await startTestSmtpServer(...args)
  cleanups.push(server.stop)
  return server
}

function mailer(urls: readonly string[], settings: Partial<SmtpMailerSettings> = {}) {
  const made = createSmtpMailer({
    routes: urls.map(smtpRoute),
    sender: { name: 'Accès Parvis', address: 'ne-pas-repondre@parvis.example' },
    clock: createManualClock(Date.UTC(2026, 2, 3, 13, 32)),
    ...settings,
  })
  cleanups.push(made.close)
  return made
}

const local = (server: { port: number }, query = '') => `smtp://127.0.0.1:${server.port}${query}`

describe('a mail over SMTP', () => {
  it('arrives with what was given and nothing about us', async () => {
    const server = await smtpServer()
    expect(await mailer([local(server)]).send(message)).toEqual({ result: 'accepted' })

    const [mail] = server.received
    expect(mail).toMatchObject({ from: 'ne-pas-repondre@parvis.example', to: ['camille@exemple.fr'] })
    const parsed = await simpleParser(mail?.raw ?? '')
    expect(parsed).toMatchObject({
      subject: message.subject,
      text: message.text,
      messageId: '<ab12@parvis.example>',
      date: new Date('2026-03-03T13:32:00Z'),
      from: { value: [{ name: 'Accès Parvis', address: 'ne-pas-repondre@parvis.example' }] },
      to: { value: [{ name: '', address: 'camille@exemple.fr' }] },
      attachments: [],
    })
    expect(parsed.html).toContain('<p>Le code est à recopier : 012345.</p>')
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' })
    expect(mail?.raw).not.toMatch(/x-mailer|nodemailer/i)
    expect(mail?.raw.match(/charset=utf-8/gi)).toHaveLength(2)
  })

  it('cannot grow a header out of a subject', async () => {
    const server = await smtpServer()
    await mailer([local(server)]).send({ ...message, subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nBody' })
    const parsed = await simpleParser(server.received[0]?.raw ?? '')
    expect(parsed.headers.has('bcc')).toBe(false)
    expect(server.received[0]?.to).toEqual(['camille@exemple.fr'])
  })

  it('goes through one connection after the other mail', async () => {
    let connections = 0
    const server = await smtpServer({
      onConnect: (_session, done) => {
        connections += 1
        done()
      },
    })
    const { send } = mailer([local(server)])
    await send(message)
    await send(message)
    expect({ connections, received: server.received.length }).toEqual({ connections: 1, received: 2 })
  })
})

describe('what the server answers', () => {
  it.each([
    ['RCPT TO', 450, '4.2.1 busy', { result: 'deferred', reason: '450 4.2.1 at RCPT TO' }],
    ['RCPT TO', 550, '5.1.1 camille@exemple.fr unknown', { result: 'rejected', reason: '550 5.1.1 at RCPT TO' }],
    ['RCPT TO', 503, 'sequence', { result: 'deferred', reason: '503 at RCPT TO' }],
    ['DATA', 451, 'later', { result: 'deferred', reason: '451 at DATA' }],
    ['DATA', 554, 'spam: code 012345', { result: 'rejected', reason: '554 at DATA' }],
    ['MAIL FROM', 421, 'too busy', { result: 'deferred', reason: '421 at MAIL FROM' }],
    ['MAIL FROM', 550, '5.7.1 sender not yours', { result: 'deferred', reason: '550 5.7.1 at MAIL FROM' }],
  ] as const)('%s %i %s', async (command, code, text, delivery) => {
    const server = await smtpServer()
    server.refuse(command, code, text)
    const { send } = mailer([local(server)])
    expect(await send(message)).toEqual(delivery)
    expect(await send(message)).toEqual({ result: 'accepted' })
  })

  it('a refused log-in is ours to repair', async () => {
    const server = await smtpServer({ onAuth: (_auth, _session, done) => done(new Error('no')) })
    const { send } = mailer([`smtp://parvis:wrong@127.0.0.1:${server.port}?ignoreTLS=true`])
    expect(await send(message)).toEqual({ result: 'deferred', reason: '535 at AUTH PLAIN' })
    expect(server.received).toEqual([])
  })
})

describe('a server in trouble defers the mail', () => {
  const quick = { connectionSeconds: 0.2, silenceSeconds: 0.2, attemptSeconds: 0.5 }

  async function rawServer(talk: (socket: Socket) => void): Promise<{ port: number }> {
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      talk(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return { port: (server.address() as { port: number }).port }
  }

  it('nobody listens', async () => {
    const server = await startTestSmtpServer()
    await server.stop()
    expect(await mailer([local(server)]).send(message)).toEqual({ result: 'deferred', reason: 'ECONNREFUSED at CONN' })
  })

  it('no such host', async () => {
    const delivery = await mailer(['smtp://mail.invalid?ignoreTLS=true'], { timeLimits: quick }).send(message)
    expect(delivery.result).toBe('deferred')
  })

  it('never greets', async () => {
    const server = await rawServer(() => {})
    expect(await mailer([local(server)], { timeLimits: quick }).send(message)).toEqual({
      result: 'deferred',
      reason: 'ETIMEDOUT at CONN',
    })
  })

  it('falls silent after the greeting', async () => {
    const server = await rawServer((socket) => void socket.write('220 ready\r\n'))
    expect(await mailer([local(server)], { timeLimits: quick }).send(message)).toEqual({
      result: 'deferred',
      reason: 'ETIMEDOUT at CONN',
    })
  })

  it('trickles its answer, one byte before each silence would be noticed', async () => {
    const server = await rawServer((socket) => {
      socket.write('220 ready\r\n')
      const drip = setInterval(() => socket.write('2'), 50)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await mailer([local(server)], { timeLimits: quick }).send(message)).toEqual({
      result: 'deferred',
      reason: 'EABORT',
    })
  })

  it('hangs up in the middle of the message', async () => {
    const server = await rawServer((socket) => {
      socket.write('220 ready\r\n')
      socket.on('data', (data) => {
        const text = data.toString()
        if (text.startsWith('DATA')) socket.write('354 go\r\n', () => socket.destroy())
        else socket.write('250 ok\r\n')
      })
    })
    expect(await mailer([local(server)], { timeLimits: quick }).send(message)).toMatchObject({ result: 'deferred' })
  })

  it('we close while it is silent: nobody waits for it', async () => {
    let reached = () => {}
    const connected = new Promise<void>((resolve) => {
      reached = resolve
    })
    const server = await rawServer((socket) => {
      socket.write('220 ready\r\n')
      socket.once('data', reached)
    })
    const { send, close } = mailer([local(server)])
    const sending = send(message)
    await connected
    close()
    expect(await sending).toMatchObject({ result: 'deferred' })
  })

  it('speaks another protocol', async () => {
    const server = await rawServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await mailer([local(server)], { timeLimits: quick }).send(message)).toMatchObject({ result: 'deferred' })
  })
})

describe('on its way', () => {
  const [certificate, key] = certificateFor('localhost')
  const tls = (query: string, server: TestSmtpServer) => `smtp://localhost:${server.port}${query}`

  it('a required STARTTLS that is not offered means that nothing is sent', async () => {
    const server = await smtpServer()
    expect(await mailer([tls('?requireTLS=true', server)]).send(message)).toMatchObject({ result: 'deferred' })
    expect(server.received).toEqual([])
  })

  it('a certificate of nobody we know means that nothing is sent', async () => {
    const server = await smtpServer({ key, cert: certificate })
    expect(await mailer([tls('?requireTLS=true', server)]).send(message)).toMatchObject({ result: 'deferred' })
    expect(server.received).toEqual([])
  })

  it('STARTTLS with an authority we know', async () => {
    const server = await smtpServer({ key, cert: certificate })
    const { send } = mailer([tls('?requireTLS=true', server)], { authorities: certificate })
    expect(await send(message)).toEqual({ result: 'accepted' })
    expect(server.received[0]?.secure).toBe(true)
  })

  it('TLS from the first byte', async () => {
    const server = await smtpServer({ key, cert: certificate, secure: true })
    const { send } = mailer([`smtps://localhost:${server.port}`], { authorities: certificate })
    expect(await send(message)).toEqual({ result: 'accepted' })
    expect(server.received[0]?.secure).toBe(true)
  })
})

describe('a second route', () => {
  it('takes over when the first cannot now', async () => {
    const first = await smtpServer()
    const second = await smtpServer()
    first.refuse('RCPT TO', 451)
    expect(await mailer([local(first), local(second)]).send(message)).toEqual({ result: 'accepted' })
    expect(first.received).toEqual([])
    expect(second.received).toHaveLength(1)
  })

  it('takes over when the first is dead', async () => {
    const dead = await startTestSmtpServer()
    await dead.stop()
    const second = await smtpServer()
    expect(await mailer([local(dead), local(second)]).send(message)).toEqual({ result: 'accepted' })
  })

  it('is not asked when the first refuses for good', async () => {
    const first = await smtpServer()
    const second = await smtpServer()
    first.refuse('RCPT TO', 550)
    expect(await mailer([local(first), local(second)]).send(message)).toMatchObject({ result: 'rejected' })
    expect(second.received).toEqual([])
  })

  it('without any route the mail waits', async () => {
    expect(await mailer([]).send(message)).toEqual({ result: 'deferred', reason: 'no mail server' })
  })
})

function certificateFor(host: string): [certificate: string, key: string] {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signer = forge.pki.privateKeyFromPem(key)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.setRsaPublicKey(signer.n, signer.e)
  certificate.serialNumber = '01'
  certificate.validity.notBefore = new Date(Date.now() - 3_600_000)
  certificate.validity.notAfter = new Date(Date.now() + 3_600_000)
  const name = [{ name: 'commonName', value: host }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
  ])
  certificate.sign(signer, forge.md.sha256.create())
  return [forge.pki.certificateToPem(certificate), key]
}
