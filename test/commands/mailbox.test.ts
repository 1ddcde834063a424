import { request } from 'node:http'
import { createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaughtMail } from '../../src/commands/demo/mailbox/caught-mails.ts'
import { rememberMails } from '../../src/commands/demo/mailbox/caught-mails.ts'
import { type Mailbox, startMailbox } from '../../src/commands/demo/mailbox/mailbox.ts'
import { createManualClock } from '../support/manual-clock.ts'

const clock = createManualClock()
let mailbox: Mailbox
beforeEach(async () => {
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, clock })
})
afterEach(() => mailbox.stop())

async function send(
  mail: { to?: string | string[]; subject?: string; text?: string; html?: string },
  host = '127.0.0.1',
) {
  const transport = createTransport({ host, port: mailbox.smtpPort, ignoreTLS: true })
  try {
    await transport.sendMail({
      from: 'parvis@parvis.example',
      to: 'camille@exemple.fr',
      subject: 'Bonjour',
      text: 'Le texte',
      messageId: '<m1@parvis.example>',
      ...mail,
    })
  } finally {
    transport.close()
  }
}

interface Answer {
  readonly status: number | undefined
  readonly headers: Record<string, unknown>
  readonly body: string
}

const ask = (path: string, options: { method?: string; host?: string; address?: string } = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { method = 'GET', address = '127.0.0.1', host = `localhost:${mailbox.httpPort}` } = options
    request({ host: address, port: mailbox.httpPort, path, method, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })

const messages = async (query = ''): Promise<CaughtMail[]> => JSON.parse((await ask(`/messages${query}`)).body)

describe('what is sent is read', () => {
  it('as JSON, newest first', async () => {
    await send({ subject: 'Premier : été', text: 'Un\n', html: '<p>Un</p>' })
    clock.advance(1000)
    await send({ subject: 'Second' })
    const [second, first] = await messages()
    expect(second).toMatchObject({ subject: 'Second', receivedAt: clock.now() })
    expect(first).toEqual({
      id: expect.any(String),
      from: 'parvis@parvis.example',
      to: 'camille@exemple.fr',
      subject: 'Premier : été',
      text: 'Un\n',
      html: '<p>Un</p>',
      receivedAt: clock.now() - 1000,
      messageId: 'm1@parvis.example',
    })
  })

  it('by recipient', async () => {
    await send({ to: ['camille@exemple.fr', 'Dominique@exemple.fr'] })
    expect((await messages()).map(({ to }) => to).toSorted()).toEqual(['Dominique@exemple.fr', 'camille@exemple.fr'])
    expect(await messages('?to=dominique%40EXEMPLE.fr')).toMatchObject([{ to: 'Dominique@exemple.fr' }])
    expect(await messages('?to=nobody%40exemple.fr')).toEqual([])
  })

  it('until it is emptied', async () => {
    await send({})
    expect((await ask('/messages', { method: 'DELETE' })).status).toBe(204)
    expect(await messages()).toEqual([])
  })

  it('on both loopback addresses', async () => {
    await send({}, '::1')
    expect((await ask('/messages', { address: '::1', host: `[::1]:${mailbox.httpPort}` })).status).toBe(200)
    expect(await messages()).toHaveLength(1)
  })

  it('as pages, where a mail is text or stays in its frame', async () => {
    expect((await ask('/')).body).toContain('Aucun email')
    await send({ subject: '<script>alert(1)</script>', text: '<b>gras</b>', html: '<p title="x">"mis en page"</p>' })
    const list = await ask('/')
    expect(list.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(list.body).not.toContain('<script>')
    const [, path = ''] = /href="(\/emails\/\d+)"/.exec(list.body) ?? []
    const { body } = await ask(path)
    expect(body).toContain('&lt;b>gras&lt;/b>')
    expect(body).toContain('srcdoc="&lt;base target=&quot;_blank&quot;>&lt;p title=&quot;x&quot;>')
    expect(body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  })

  it.each(['/emails/999', '/emails/1/2', '/emails', '/other', '//', '/messages/1'])('%s is not there', async (path) =>
    expect((await ask(path)).status).toBe(404),
  )

  it.each([
    ['POST', '/'],
    ['POST', '/messages'],
    ['DELETE', '/'],
  ])('%s %s is not possible', async (method, path) => {
    await send({})
    expect((await ask(path, { method })).status).toBe(405)
    expect(await messages()).toHaveLength(1)
  })
})

describe('strangers', () => {
  it.each(['evil.example', 'localhost.evil.example:8025', '127.0.0.1.evil.example', 'localhost:8025@evil', '[::2]'])(
    'a page that calls us %j reads and empties nothing',
    async (host) => {
      await send({ text: 'code 012345' })
      const read = await ask('/messages', { host })
      expect(read.status).toBe(421)
      expect(read.body).not.toContain('012345')
      expect((await ask('/messages', { host, method: 'DELETE' })).status).toBe(421)
      expect(await messages()).toHaveLength(1)
    },
  )

  it('every answer forbids scripts, caching and reading from elsewhere', async () => {
    for (const path of ['/', '/messages', '/nowhere']) {
      expect((await ask(path)).headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
    }
  })
})

describe('within bounds', () => {
  it('a mail over 1 MB is refused, and the next one is not', async () => {
    await expect(send({ text: 'x'.repeat(1024 * 1024) })).rejects.toMatchObject({ responseCode: 552 })
    await send({ text: 'x'.repeat(900 * 1024) })
    expect(await messages()).toHaveLength(1)
  })

  it('only the newest are kept', () => {
    const mails = rememberMails(3)
    for (const subject of ['1', '2', '3', '4', '5']) {
      mails.add({ subject, from: '', to: '', text: '', html: '', receivedAt: 0, messageId: '' })
    }
    expect(mails.list().map(({ subject }) => subject)).toEqual(['5', '4', '3'])
    expect(mails.find('2')).toBeUndefined()
    expect(mails.find('4')?.subject).toBe('4')
  })
})

describe('a port that is taken', () => {
  it.each(['127.0.0.1', '::1'])('on %s is named, and nothing stays open', async (host) => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, host, resolve))
    const { port } = other.address() as { port: number }
    const free = mailbox.smtpPort
    await mailbox.stop()
    await expect(startMailbox({ smtpPort: free, httpPort: port, clock })).rejects.toThrow(
      `port ${port} (mailbox, HTTP) is taken by another program`,
    )
    await new Promise((resolve) => other.close(resolve))
    mailbox = await startMailbox({ smtpPort: free, httpPort: port, clock })
    expect(mailbox).toMatchObject({ smtpPort: free, httpPort: port, url: `http://localhost:${port}` })
  })
})
