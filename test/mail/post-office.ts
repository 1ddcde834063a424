import { createAesSealer } from '../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { createSmtpMailer } from '../../src/adapters/smtp-mailer.ts'
import { createMailDispatcher, type MailDispatcherParts } from '../../src/mail/dispatcher.ts'
import { enqueueMail, latestMailAbout, type NewMail } from '../../src/mail/outbox.ts'
import { createOutboxStore } from '../../src/storage/mail-outbox.ts'
import type { Database } from '../../src/storage/schema.ts'
import type { ReceivedMail } from '../adapters/smtp-fixture.ts'
import { createManualClock, type ManualClock } from '../support/manual-clock.ts'
import { letterhead } from './letters.ts'

const random = createCryptoRandom()
const sealer = createAesSealer(random.bytes(32), random)
const tenMinutes = 600_000

/** An outbox on a database with a clock moved by hand, and dispatchers over real SMTP. */
export function openPostOffice(database: Database, clock: ManualClock = createManualClock()) {
  const store = createOutboxStore(database)
  const reported: unknown[] = []
  const mailers: { close(): void }[] = []

  return {
    store,
    clock,
    sealer,
    reported,

    /** Queues a login code that dies in ten minutes. @returns its id. */
    async queue(change: Partial<NewMail> = {}, into = store): Promise<string> {
      const id = Buffer.from(random.bytes(16)).toString('hex')
      const expiresAt = clock.now() + tenMinutes
      const mail: NewMail = {
        id,
        recipient: 'camille@exemple.fr',
        locale: 'fr',
        template: 'login-code',
        parameters: { code: '012345', expiresAt },
        expiresAt,
        subject: `sign-in:${id}`,
        at: clock.now(),
      }
      await enqueueMail(into, sealer, { ...mail, ...change } as NewMail)
      return id
    },

    state: (id: string) => latestMailAbout(store, `sign-in:${id}`, clock.now()),

    row: (id: string) => database.selectFrom('mail_outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),

    mailer(port: number) {
      const mailer = createSmtpMailer({
        routes: [{ host: '127.0.0.1', port, security: 'none', credentials: undefined }],
        sender: { name: letterhead.serviceName, address: letterhead.senderAddress },
        clock,
      })
      mailers.push(mailer)
      return mailer
    },

    dispatcher: (parts: Partial<MailDispatcherParts> & Pick<MailDispatcherParts, 'mailer'>) =>
      createMailDispatcher({
        store,
        sealer,
        clock,
        letterhead,
        schedule: () => () => {},
        report: (error) => void reported.push(error),
        ...parts,
      }),

    close() {
      for (const mailer of mailers) mailer.close()
    },
  }
}

export type PostOffice = ReturnType<typeof openPostOffice>

export const messageIds = (received: readonly ReceivedMail[]) =>
  received.map(({ raw }) => /^Message-ID: <(.*)@parvis\.example>/im.exec(raw)?.[1] ?? 'none')

/** Something that stays shut until the test opens it. */
export function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Waits for what another part does in its own time. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate)
}
