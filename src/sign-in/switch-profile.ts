/**
 * One person, several profiles, one of them active (S1.50 to S1.52): the session ends and another begins under the other
 * profile, with the same proof, never with more, and never for longer.
 */
import { ASSURANCE_LEVELS, type AssuranceLevel } from '../assurance/assurance.ts'
import { CARD_PROFILES } from '../card-holder/acceptance.ts'
import { openCases, whyNoCase } from '../cases/open-cases.ts'
import { entryExpertise } from '../cases/participation.ts'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Account } from '../people/account.ts'
import type { CertificateBinding } from '../people/certificate-binding.ts'
import type { Profile } from '../people/profile.ts'
import type { Random } from '../ports/random.ts'
import type { Session } from '../sessions/session.ts'
import type { CardExaminer } from './methods/smart-card/card-examination.ts'
import { PROFILES_OF_OPTION } from './profile-wall.ts'
import type { Stores, Transact } from './stores.ts'

export const profileOutOfReach = defineFailure(
  'sign-in.profile-out-of-reach',
  'forbidden',
  'The account does not hold the profile, or this session does not prove enough for it: it may need a card.',
)

/** What a session may act as besides what it does, each profile with what it would then prove. */
export type Reach = Readonly<Partial<Record<Profile, AssuranceLevel>>>

export interface ProfileSwitcher {
  reachOf(session: Session, account: Account, at: number): Promise<Reach>
  /** @param idHash SHA-256 of the identifier that the browser is about to get. */
  switchTo(profile: Profile, session: Session, idHash: string, at: number): Promise<Outcome<Session>>
}

/** @param accessCutOff accesses created before this instant open nothing any more (S1.15). */
export function createProfileSwitcher(
  stores: Pick<Stores, 'accounts' | 'bindings' | 'cases'>,
  transact: Transact,
  examine: CardExaminer,
  random: Random,
  accessCutOff: number,
): ProfileSwitcher {
  async function reachOf(session: Session, account: Account, at: number): Promise<Reach> {
    if (account.profiles.every((profile) => profile === session.profile)) return {}
    const cards = await stores.bindings.listOf(account.id)
    const proven = await provenBy(session, cards, at)
    const reached = account.profiles.filter((profile) => profile !== session.profile && proven[profile] !== undefined)
    const open = await Promise.all(reached.map((profile) => opensSomething(stores, { ...session, profile })))
    return Object.fromEntries(reached.filter((_, index) => open[index]).map((profile) => [profile, proven[profile]]))
  }

  /** What each profile would be worth in this session, whoever holds it. */
  async function provenBy(session: Session, cards: readonly CertificateBinding[], at: number): Promise<Reach> {
    switch (session.method) {
      case 'activation-link':
        return {}
      case 'email-code':
        return withoutCardProfiles(
          Object.fromEntries(BY_EMAIL.map((profile) => [profile, session.assurance])),
          cards.length > 0,
        )
      case 'smart-card': {
        const card = cards.find(({ id }) => id === session.certificateBindingId)
        const examination = card && (await examine({ leaf: Buffer.from(card.der, 'base64'), candidates: [] }, at))
        if (card?.status !== 'active' || examination?.accepted !== true) return {}
        // What is open to a password is open to a card, at what the card proves least.
        const { assurances } = examination.card
        const least = ASSURANCE_LEVELS.find((level) => Object.values(assurances).includes(level))
        if (least === undefined) return {}
        return {
          ...withoutCardProfiles(Object.fromEntries(BY_EMAIL.map((profile) => [profile, least])), true),
          ...assurances,
        }
      }
    }
  }

  const opensSomething = async (within: Pick<Stores, 'cases'>, session: Session): Promise<boolean> =>
    (await whyNoCase(within.cases, session, accessCutOff)) === undefined

  return {
    reachOf,

    async switchTo(profile, session, idHash, at) {
      const account = await stores.accounts.find(session.accountId)
      const assurance = account && (await reachOf(session, account, at))[profile]
      if (assurance === undefined) return fail(profileOutOfReach({}))
      return transact(async (within) => {
        await within.accounts.lock(session.accountId)
        const current = await within.sessions.find(session.idHash)
        const holder = await within.accounts.find(session.accountId)
        const still = holder?.status === 'active' && holder.profiles.includes(profile)
        if (current === undefined || current.endedAt !== undefined || !still) return fail(profileOutOfReach({}))
        const comer = { ...session, profile }
        if (!(await opensSomething(within, comer))) return fail(profileOutOfReach({}))
        const entry =
          session.method === 'email-code'
            ? entryExpertise(await openCases(within.cases, comer, accessCutOff))
            : undefined
        const next: Session = {
          ...session,
          idHash,
          handle: Buffer.from(random.bytes(9)).toString('base64url'),
          profile,
          assurance,
          entryExpertiseId: entry?.id,
          lastSeenAt: at,
        }
        await within.sessions.end(session.idHash, 'replaced', at)
        await within.sessions.open(next)
        const { accountId, method, handle } = next
        await within.journal.append(
          'session.ended',
          { account: accountId, session: session.handle, reason: 'replaced' },
          at,
        )
        await within.journal.append('session.opened', { account: accountId, profile, method, session: handle }, at)
        return succeed(next)
      })
    },
  }
}

/** Whatever the wall offers to those who come by e-mail. */
const BY_EMAIL: readonly Profile[] = [
  ...new Set(
    (['intervenant-de-partie', 'sapiteur', 'candidat'] as const).flatMap((option) => PROFILES_OF_OPTION[option]),
  ),
]

/** Whoever has had a card comes as expert, co-expert or sapiteur with a card only: a password is no way around it. */
const withoutCardProfiles = (reach: Reach, hasCard: boolean): Reach =>
  hasCard
    ? Object.fromEntries(
        Object.entries(reach).filter(([profile]) => !(CARD_PROFILES as readonly string[]).includes(profile)),
      )
    : reach
