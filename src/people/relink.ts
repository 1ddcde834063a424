/**
 * A renewed card finds its account again (S1.35, S2.32). The prime target of a thief, so: a proven address is not enough,
 * and whatever does not match strictly is decided by an administrator who sees both certificates.
 */
import type { CertificateBinding } from './certificate-binding.ts'

/** What a new card says of its holder, as far as it can identify one person. */
export interface CardClaim {
  readonly siren: string | undefined
  readonly surname: string | undefined
  readonly givenNames: string | undefined
  /** Whose number the authority writes: an employer's tells nobody apart. */
  readonly sirenOwner: 'holder' | 'employer'
  /** What a person should look at first; empty when nothing is odd. */
  readonly review: readonly string[]
}

/** Does the new card say exactly of its holder what a card of this account already said? Absent data never match. */
export function isSameHolder(card: CardClaim, bound: Pick<CertificateBinding, 'siren' | 'surname' | 'givenNames'>) {
  return (
    card.sirenOwner === 'holder' &&
    card.review.length === 0 &&
    same(card.siren, bound.siren) &&
    same(card.surname, bound.surname) &&
    same(card.givenNames, bound.givenNames)
  )
}

const same = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && left !== '' && left.normalize('NFC') === right?.normalize('NFC')

/** A request that an administrator decides. */
export interface RelinkRequest {
  readonly id: string
  /** What the person reads to support. */
  readonly reference: string
  readonly accountId: string
  /** JSON of the new card (sign-in/card-identity). */
  readonly card: string
  readonly status: 'pending' | 'approved' | 'refused'
  readonly askedAt: number
  readonly decidedAt: number | undefined
  readonly decidedBy: string | undefined
  readonly reason: string | undefined
}

export interface RelinkRequestStore {
  ask(request: Pick<RelinkRequest, 'id' | 'reference' | 'accountId' | 'card' | 'askedAt'>): Promise<void>
  list(status: RelinkRequest['status']): Promise<readonly RelinkRequest[]>
  findByReference(reference: string): Promise<RelinkRequest | undefined>
  /** One statement: true for exactly one decision. */
  decide(id: string, status: 'approved' | 'refused', decidedBy: string, reason: string, at: number): Promise<boolean>
}
