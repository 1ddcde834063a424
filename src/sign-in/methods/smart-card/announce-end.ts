/** Mails the holder of a card that ends soon, at 90, 60, 30, 10 and 3 days, each time once (S2.31, RS-12). */
import { enqueueMail } from '../../../mail/outbox.ts'
import { daysLeft, dueNotices, type EndingCard } from '../../../people/card-expiry.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { Stores, Transact } from '../../stores.ts'

/** Read at a time, so that a year's worth of cards does not come at once. */
const BATCH = 100

/** @param guidePath page of the portal that leads through the order of the next card. */
export function createEndAnnouncer(
  stores: Pick<Stores, 'expiryNotices'>,
  transact: Transact,
  sealer: Sealer,
  random: Random,
  guidePath: string,
): (at: number) => Promise<void> {
  return async (at) => {
    for (const notice of dueNotices(at)) {
      for (;;) {
        const cards = await stores.expiryNotices.due(notice, BATCH)
        for (const card of cards) await announce(card, notice.daysBefore, at)
        if (cards.length < BATCH) break
      }
    }
  }

  /** The notice and its mail are written together: neither exists without the other. */
  function announce(card: EndingCard, daysBefore: number, at: number): Promise<void> {
    return transact(async (within) => {
      if (!(await within.expiryNotices.announce(card.id, daysBefore, at))) return
      const { label: cardLabel, issuer, notAfter } = card
      await enqueueMail(within.outbox, sealer, {
        id: Buffer.from(random.bytes(16)).toString('hex'),
        template: 'card-ends',
        parameters: { cardLabel, issuer, notAfter, daysLeft: daysLeft(notAfter, at), path: guidePath },
        recipient: card.email,
        locale: card.locale,
        expiresAt: notAfter,
        subject: `card:${card.id}`,
        at,
      })
      await within.journal.append('card.end-announced', { account: card.accountId, daysBefore }, at)
    })
  }
}
