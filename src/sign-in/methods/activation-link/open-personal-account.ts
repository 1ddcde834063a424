/**
 * Asking for a personal account (S0.8 to S0.17). Whether the address has an account is never told: each request is kept,
 * each gets a mail, and what the mail says is for the owner of the address alone (EN-3).
 */
import { type Outcome, succeed } from '../../../failures/failure.ts'
import type { EmailAddress } from '../../../mail/address.ts'
import type { MailLocale } from '../../../mail/mail.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import { judgeNewPassword } from '../../../people/password.ts'
import type { CivilStatus, PersonalAccountClaim } from '../../../people/personal-account.ts'
import type { PasswordHasher } from '../../../ports/password-hasher.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { LinkSendingCounter } from '../../link-sendings.ts'
import { ACTIVATION_LINK_LIFETIME_SECONDS, hashOfToken, newToken } from '../../mailed-link.ts'
import type { Stores, Transact } from '../../stores.ts'

export interface PersonalAccountAsked {
  readonly address: EmailAddress
  readonly password: string
  readonly civilStatus: CivilStatus
}

export interface PersonalAccountOpener {
  /** @returns what the asker may name the request by, to have its mail sent again; or why the password is refused. */
  ask(asked: PersonalAccountAsked, locale: MailLocale, at: number): Promise<Outcome<string>>
  /** A new link in place of the former; nothing when there is no such request, or the address had too many mails. */
  resend(claimId: string, locale: MailLocale, at: number): Promise<void>
  /** The same for somebody who comes with a dead link. @returns the request; undefined when none is known any more. */
  replaceLink(token: string, locale: MailLocale, at: number): Promise<string | undefined>
  /** Changes nothing: is this link still good? */
  linkIsOpen(token: string, at: number): Promise<boolean>
}

/** @param pathOf makes the path of the portal that the mailed link leads to. */
export function createPersonalAccountOpener(
  stores: Pick<Stores, 'personalAccounts'>,
  transact: Transact,
  hasher: PasswordHasher,
  sealer: Sealer,
  random: Random,
  mayBeSent: LinkSendingCounter,
  pathOf: (token: string) => string,
): PersonalAccountOpener {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  async function send(claimId: string, locale: MailLocale, at: number): Promise<void> {
    const token = newToken(random)
    const expiresAt = at + ACTIVATION_LINK_LIFETIME_SECONDS * 1000
    await transact(async (within) => {
      const claim = await within.personalAccounts.findClaim(claimId)
      if (claim === undefined || !(await mayBeSent(within, claim.emailKey, at))) return
      const subject = `personal-account:${claim.id}`
      await within.outbox.withdraw(subject, at)
      await within.personalAccounts.renewLink(claim.id, { tokenHash: hashOfToken(token), expiresAt })
      const owner = await within.accounts.findByEmailKey(claim.emailKey)
      const envelope = { id: newId(), expiresAt, subject, at }
      if (owner === undefined) {
        const letter = { template: 'activation-link', parameters: { path: pathOf(token), expiresAt } } as const
        await enqueueMail(within.outbox, sealer, { ...envelope, ...letter, recipient: claim.email, locale })
      } else {
        const letter = { template: 'address-in-use', parameters: { askedAt: at } } as const
        const { email: recipient, locale: spoken } = owner
        await enqueueMail(within.outbox, sealer, { ...envelope, ...letter, recipient, locale: spoken })
      }
    })
  }

  return {
    async ask({ address, password, civilStatus }, locale, at) {
      const { firstName, surname, usedName } = civilStatus
      const judged = judgeNewPassword(password, [firstName, surname, usedName, address.address])
      if (!judged.ok) return judged
      const claim: PersonalAccountClaim = {
        id: newId(),
        email: address.address,
        emailKey: address.key,
        passwordHash: await hasher.hash(judged.value),
        civilStatus,
        claimedAt: at,
      }
      // The link of a request that was not mailed yet is nobody's.
      await stores.personalAccounts.claim(claim, { tokenHash: hashOfToken(newToken(random)), expiresAt: at })
      await send(claim.id, locale, at)
      return succeed(claim.id)
    },

    resend: send,

    async replaceLink(token, locale, at) {
      const claim = await stores.personalAccounts.findClaimByLink(hashOfToken(token))
      if (claim !== undefined) await send(claim.id, locale, at)
      return claim?.id
    },

    linkIsOpen: (token, at) => stores.personalAccounts.linkIsOpen(hashOfToken(token), at),
  }
}
