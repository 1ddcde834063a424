/**
 * Sends a code to an address and checks what is typed: for a login, and wherever else somebody must prove that an address
 * is theirs. One set of limits and counters for all of them, so that no way round gives new tries (threats 23 and 24).
 */
import { timingSafeEqual } from 'node:crypto'
import { type Failure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { MailTemplate } from '../../../mail/catalogue.ts'
import type { MailLocale } from '../../../mail/mail.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { Stores } from '../../stores.ts'
import { countTry, inTurn } from '../../throttling.ts'
import { codeFailures, markOf } from './failure-counts.ts'
import {
  CODE_LIFETIME_SECONDS,
  codeDead,
  codeWrong,
  fingerprintOfCode,
  hotp,
  LONGEST_SENDING_WINDOW_MS,
  nextSendingAt,
  readCode,
  SECRET_BYTES,
  SENDING_INTERVAL_SECONDS,
  sendingTooSoon,
} from './one-time-code.ts'

/** Whom a code goes to. */
export interface Recipient {
  /** As mail/address gives it. */
  readonly address: string
  readonly locale: MailLocale
  /** Whose login it is, for the journal; undefined while the address is nobody's. */
  readonly accountId: string | undefined
  /**
   * What is really mailed: the code, or nothing although the page says otherwise because the address must not be told
   * apart from another (EN-2), or a word to the owner of an address that is taken (EN-3).
   */
  readonly mail: Extract<MailTemplate, 'login-code' | 'address-in-use'> | 'nothing'
}

type CodeStores = Pick<Stores, 'emailCodes' | 'throttles' | 'outbox' | 'journal'>

export interface CodeDesk {
  /** Sends the first code of a sign-in. @returns sign-in.sending-too-soon when the address had too many. */
  send(stores: CodeStores, signInId: string, to: Recipient, at: number): Promise<Failure | undefined>
  /** Kills the code before; the tries already spent stay spent. */
  resend(stores: CodeStores, signInId: string, to: Recipient, at: number): Promise<Failure | undefined>
  /** Spends a try before it compares; of any number of right codes exactly one is accepted (OT-5, OT-8). */
  check(stores: CodeStores, signInId: string, to: Recipient, typed: string, at: number): Promise<Outcome<undefined>>
  /** When the next sending would be allowed. */
  nextSendingAt(stores: CodeStores, signInId: string, to: Pick<Recipient, 'address'>, at: number): Promise<number>
}

export function createCodeDesk(sealer: Sealer, random: Random): CodeDesk {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')
  const recipientOf = ({ address }: Pick<Recipient, 'address'>) => markOf(sealer, address)

  return {
    async send(stores, signInId, to, at) {
      await inTurn(stores.throttles, `sending:${recipientOf(to)}`, at)
      const retryAt = await windowOpensAt(stores, to, at)
      if (retryAt > at) return sendingTooSoon({ retryAt })
      await issue(stores, signInId, to, random.bytes(SECRET_BYTES), 0, at)
      return undefined
    },

    async resend(stores, signInId, to, at) {
      await inTurn(stores.throttles, `sending:${recipientOf(to)}`, at)
      const code = await stores.emailCodes.find(signInId)
      if (code === undefined || code.triesLeft === 0) return codeDead({})
      const retryAt = Math.max(await windowOpensAt(stores, to, at), code.issuedAt + SENDING_INTERVAL_SECONDS * 1000)
      if (retryAt > at) return sendingTooSoon({ retryAt })
      const secret = Buffer.from(sealer.open(code.secretSealed, sealContext(signInId)), 'hex')
      await issue(stores, signInId, to, secret, code.counter + 1, at)
      return undefined
    },

    async check(stores, signInId, to, typed, at) {
      // Wrong codes typed for one address count together, in whichever sign-in.
      const subject = codeFailures(sealer, to.address)
      // A code that is dead already is no failure of the person: whoever lost a race is not slowed down for it.
      await inTurn(stores.throttles, subject, at)
      const live = await stores.emailCodes.find(signInId)
      if (live === undefined || live.triesLeft === 0 || at >= live.expiresAt) return fail(codeDead({}))
      const allowed = await countTry(stores.throttles, subject, at)
      if (!allowed.ok) return allowed
      const code = await stores.emailCodes.spendTry(signInId, at)
      if (code === undefined) return fail(codeDead({}))
      const given = fingerprintOfCode(sealer, signInId, code.counter, readCode(typed))
      if (!timingSafeEqual(Buffer.from(given), Buffer.from(code.codeFingerprint))) {
        await stores.journal.append('sign-in.code-refused', { signIn: signInId, account: to.accountId ?? null }, at)
        return fail(code.triesLeft === 0 ? codeDead({}) : codeWrong({ triesLeft: code.triesLeft }))
      }
      if (!(await stores.emailCodes.consume(signInId, code.counter, at))) return fail(codeDead({}))
      await stores.throttles.clear(subject)
      return succeed(undefined)
    },

    async nextSendingAt(stores, signInId, to, at) {
      const code = await stores.emailCodes.find(signInId)
      const interval = code === undefined ? at : code.issuedAt + SENDING_INTERVAL_SECONDS * 1000
      return Math.max(await windowOpensAt(stores, to, at), interval)
    },
  }

  async function windowOpensAt(stores: CodeStores, to: Pick<Recipient, 'address'>, at: number): Promise<number> {
    return nextSendingAt(await stores.emailCodes.sendingsSince(recipientOf(to), at - LONGEST_SENDING_WINDOW_MS), at)
  }

  async function issue(
    stores: CodeStores,
    signInId: string,
    to: Recipient,
    secret: Uint8Array,
    counter: number,
    at: number,
  ): Promise<void> {
    const code = hotp(secret, counter)
    const expiresAt = at + CODE_LIFETIME_SECONDS * 1000
    await stores.emailCodes.issue({
      signInId,
      recipient: recipientOf(to),
      secretSealed: sealer.seal(Buffer.from(secret).toString('hex'), sealContext(signInId)),
      counter,
      codeFingerprint: fingerprintOfCode(sealer, signInId, counter, code),
      issuedAt: at,
      expiresAt,
    })
    await stores.journal.append('sign-in.code-issued', { signIn: signInId, counter }, at)
    const subject = mailSubjectOf(signInId)
    await stores.outbox.withdraw(subject, at)
    const envelope = { id: newId(), recipient: to.address, locale: to.locale, expiresAt, subject, at }
    if (to.mail === 'login-code') {
      await enqueueMail(stores.outbox, sealer, { ...envelope, template: to.mail, parameters: { code, expiresAt } })
    } else if (to.mail === 'address-in-use') {
      await enqueueMail(stores.outbox, sealer, { ...envelope, template: to.mail, parameters: { askedAt: at } })
    }
  }
}

const sealContext = (signInId: string): string => `email-code-secret:${signInId}`

/** Under what name the outbox knows the codes of a sign-in. */
export const mailSubjectOf = (signInId: string): string => `sign-in:${signInId}`
