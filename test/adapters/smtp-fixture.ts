import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as an SMTP server received it. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly secure: boolean
}

export interface TestSmtpServer {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  /** Answers to give instead of 250, one per mail, at the command named. */
  refuse(command: 'MAIL FROM' | 'RCPT TO' | 'DATA', code: number, text?: string): void
  /** Resolves when this many mails have arrived. */
  arrival(count: number): Promise<void>
  stop(): Promise<void>
}

/** A real SMTP server on the loopback. @param port 0 for any. */
export async function startTestSmtpServer(options: SMTPServerOptions = {}, port = 0): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = []
  const refusals: { command: string; error: Error }[] = []
  const waiting: { count: number; arrived: () => void }[] = []
  const refusalAt = (command: string) => {
    if (refusals[0]?.command === command) return refusals.shift()?.error
    return undefined
  }

  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) => done(refusalAt('MAIL FROM')),
    onRcptTo: (_address, _session, done) => done(refusalAt('RCPT TO')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const refusal = refusalAt('DATA')
        if (refusal !== undefined) return done(refusal)
        received.push({
          from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
        })
        done()
        for (const { count, arrived } of waiting) if (received.length >= count) arrived()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    refuse: (command, code, text = 'No') =>
      void refusals.push({ command, error: Object.assign(new Error(text), { responseCode: code }) }),
    arrival: (count) =>
      received.length >= count ? Promise.resolve() : new Promise((arrived) => void waiting.push({ count, arrived })),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
