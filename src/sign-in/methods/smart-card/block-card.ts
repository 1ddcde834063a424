/** « Carte perdue »: the card opens nothing here any more, at once, and what it opened ends (threat 16). */
import { defineFailure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { CertificateBinding } from '../../../people/certificate-binding.ts'
import type { Transact } from '../../stores.ts'

export const noSuchCard = defineFailure('card.not-of-account', 'not-found', 'The account has no such card.')

/** @param blockedBy the holder's own account, or who acts for the operator. */
export type CardBlocker = (
  accountId: string,
  cardId: string,
  blockedBy: string,
  at: number,
) => Promise<Outcome<CertificateBinding>>

export const createCardBlocker =
  (transact: Transact): CardBlocker =>
  (accountId, cardId, blockedBy, at) =>
    transact(async (within) => {
      // A login under way with this card is over, or waits and then finds it blocked.
      await within.accounts.lock(accountId)
      const card = (await within.bindings.listOf(accountId)).find(({ id }) => id === cardId)
      if (card === undefined) return fail(noSuchCard({}))
      await within.bindings.block(card.id)
      await within.sessions.endAllWithCard(card.id, 'card-blocked', at)
      await within.journal.append('card.blocked', { account: accountId, certificate: card.sha256, by: blockedBy }, at)
      return succeed(card)
    })
