/** A new e-mail address for an account: proof at the new one, notice to the old one, nothing in between (RS-10). */
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import type { EmailAddress } from '../mail/address.ts'
import { enqueueMail } from '../mail/outbox.ts'
import type { Account } from '../people/account.ts'
import { EMAIL_CHANGE_LIFETIME_SECONDS, emailChangeDead, emailShared, emailUnchanged } from '../people/email-change.ts'
import { isRoleAddress } from '../people/role-address.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { LinkSendingCounter } from './link-sendings.ts'
import { hashOfToken, newToken } from './mailed-link.ts'
import type { Stores, Transact } from './stores.ts'

export interface EmailChanger {
  /** Ends alike whether or not the address has another account (EN-3): its owner is told, the asker is not. */
  ask(account: Account, address: EmailAddress, at: number): Promise<Outcome<undefined>>
  /** Changes nothing. @returns the address that the link would give the account. */
  addressOf(token: string, at: number): Promise<string | undefined>
  /** One caller alone succeeds. */
  confirm(token: string, at: number): Promise<Outcome<undefined>>
}

/** @param pathOf makes the path of the portal that the mailed link leads to. */
export function createEmailChanger(
  stores: Pick<Stores, 'emailChanges'>,
  transact: Transact,
  sealer: Sealer,
  random: Random,
  mayBeSent: LinkSendingCounter,
  pathOf: (token: string) => string,
): EmailChanger {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    async ask(account, { address, key }, at) {
      if (address === account.email) return fail(emailUnchanged({}))
      if (account.profiles.includes('candidat') && isRoleAddress(address)) return fail(emailShared({}))
      const token = newToken(random)
      const expiresAt = at + EMAIL_CHANGE_LIFETIME_SECONDS * 1000
      return transact(async (within) => {
        await within.journal.append('email.change-asked', { account: account.id }, at)
        if (!(await mayBeSent(within, key, at))) return succeed(undefined)
        const subject = `email-change:${account.id}`
        await within.outbox.withdraw(subject, at)
        const change = { accountId: account.id, email: address, emailKey: key, expiresAt }
        await within.emailChanges.ask(hashOfToken(token), change, at)
        const owner = await within.accounts.findByEmailKey(key)
        const envelope = { id: newId(), expiresAt, subject, at }
        if (owner === undefined || owner.id === account.id) {
          const letter = { template: 'email-proof', parameters: { path: pathOf(token), expiresAt } } as const
          const { locale } = account
          await enqueueMail(within.outbox, sealer, { ...envelope, ...letter, recipient: address, locale })
        } else {
          const letter = { template: 'address-in-use', parameters: { askedAt: at } } as const
          const { email: recipient, locale } = owner
          await enqueueMail(within.outbox, sealer, { ...envelope, ...letter, recipient, locale })
        }
        return succeed(undefined)
      })
    },

    async addressOf(token, at) {
      return (await stores.emailChanges.peek(hashOfToken(token), at))?.email
    },

    confirm: (token, at) =>
      transact(async (within) => {
        const change = await within.emailChanges.take(hashOfToken(token), at)
        const account = change && (await within.accounts.find(change.accountId))
        if (change === undefined || account?.status !== 'active') return fail(emailChangeDead({}))
        await within.accounts.lock(account.id)
        const changed = await within.accounts.changeEmail(account.id, change.email, change.emailKey)
        if (!changed) return fail(emailChangeDead({}))
        await endWhatTheOldAddressBegan(within, account.id, at)
        await enqueueMail(within.outbox, sealer, {
          id: newId(),
          template: 'email-changed',
          parameters: { newAddress: change.email, changedAt: at },
          recipient: account.email,
          locale: account.locale,
          subject: `account:${account.id}`,
          at,
        })
        await within.journal.append('email.changed', { account: account.id }, at)
        return succeed(undefined)
      }),
  }
}

/** Codes and links that went to the old address open nothing any more (threat 30). */
async function endWhatTheOldAddressBegan(within: Stores, accountId: string, at: number): Promise<void> {
  await within.signIns.endAllOf(accountId, at)
  for (const purpose of ['password-reset', 'invitation'] as const) {
    await within.mailedLinks.revoke(accountId, purpose, at)
  }
}
