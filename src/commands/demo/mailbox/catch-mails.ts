import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import type { Clock } from '../../../ports/clock.ts'
import type { CaughtMails } from './caught-mails.ts'
import { type Listener, listenOnLoopback } from './loopback.ts'

const longestMailBytes = 1024 * 1024

/** An SMTP server that delivers nowhere: whatever it is given lands in the mailbox of the demo. */
export function catchMails(port: number, mails: CaughtMails, clock: Clock): Promise<Listener> {
  return listenOnLoopback('mailbox, SMTP', port, (onPort, host) => {
    const server = new SMTPServer({
      banner: 'Parvis, boîte de démonstration',
      logger: false,
      size: longestMailBytes,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      maxClients: 50,
      closeTimeout: 500,
      onData: (stream, { envelope }, done) =>
        void receive(stream).then(
          (mail) => {
            const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
            for (const { address } of envelope.rcptTo)
              mails.add({ ...mail, from, to: address, receivedAt: clock.now() })
            done()
          },
          (error) => done(error),
        ),
    })
    return new Promise<Listener>((resolve, reject) => {
      server.on('error', reject)
      server.listen(onPort, host, () =>
        resolve({
          port: (server.server.address() as AddressInfo).port,
          close: () => new Promise((closed) => server.close(() => closed())),
        }),
      )
    })
  })
}

async function receive(stream: SMTPServerDataStream) {
  const chunks: Buffer[] = []
  // Read to the end even when too long: the answer is only heard after the final dot.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) throw Object.assign(new Error('Mail too long'), { responseCode: 552 })
  const parsed = await simpleParser(Buffer.concat(chunks), { skipTextToHtml: true, skipHtmlToText: true })
  return {
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
  }
}
