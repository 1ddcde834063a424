/** The end of a card is announced early enough to order the next one (S2.31, RS-12). */
import type { CertificateBinding } from './certificate-binding.ts'

const DAY_MS = 24 * 3600 * 1000

/** Days before the end at which a mail goes out, once each. */
export const EXPIRY_NOTICE_DAYS = [90, 60, 30, 10, 3] as const

type Dates = Pick<CertificateBinding, 'notAfter' | 'status'>

/** Whole days that are left; 0 on the last one. */
export const daysLeft = (notAfter: number, at: number): number => Math.floor((notAfter - at) / DAY_MS)

/**
 * @returns the card whose end matters: the one that lasts longest of those that still open the account, once it ends
 *   within 90 days. Whoever has a card that lasts longer has renewed already.
 */
export function endingCard<Card extends Dates>(cards: readonly Card[], at: number): Card | undefined {
  const last = cards
    .filter(({ status, notAfter }) => status === 'active' && at < notAfter)
    .reduce<Card | undefined>((latest, card) => (latest && latest.notAfter >= card.notAfter ? latest : card), undefined)
  return last !== undefined && last.notAfter - at <= EXPIRY_NOTICE_DAYS[0] * DAY_MS ? last : undefined
}

/** Between which ends of validity a notice is due now: each notice until the next one takes its place. */
export const dueNotices = (
  at: number,
): readonly { readonly daysBefore: number; readonly endsAfter: number; readonly endsUntil: number }[] =>
  EXPIRY_NOTICE_DAYS.map((daysBefore, index) => ({
    daysBefore,
    endsAfter: at + (EXPIRY_NOTICE_DAYS[index + 1] ?? 0) * DAY_MS,
    endsUntil: at + daysBefore * DAY_MS,
  }))

/** A card whose end is to be announced to the holder. */
export interface EndingCard {
  readonly id: string
  readonly accountId: string
  readonly email: string
  readonly locale: 'fr' | 'en'
  readonly label: string
  readonly issuer: string
  readonly notAfter: number
}

export interface ExpiryNoticeStore {
  /**
   * Cards of active accounts that end after `endsAfter` and not later than `endsUntil`, were not announced at this
   * notice yet, and have no active card of the same account that lasts longer.
   */
  due(notice: ReturnType<typeof dueNotices>[number], limit: number): Promise<readonly EndingCard[]>
  /** One statement: true for exactly one caller. */
  announce(cardId: string, daysBefore: number, at: number): Promise<boolean>
}
