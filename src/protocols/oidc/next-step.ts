/**
 * What stands between a person and an application, in the order in which it is asked. The provider's policy and the pages
 * of the interaction ask the same rule, so that neither lets through what the other stops.
 */
import { satisfies } from '../../assurance/assurance.ts'
import type { Outcome } from '../../failures/failure.ts'
import { acceptanceOwed, type Vouched } from '../voucher.ts'
import { type LoginStrength, reachesOneOf } from './acr.ts'
import type { Application } from './application.ts'
import type { Requirement } from './requirement.ts'

export type NextStep =
  | { readonly step: 'sign-in'; readonly again: boolean; readonly cardOnly: boolean }
  | { readonly step: 'accept-terms' }
  | { readonly step: 'choose-profile'; readonly because: 'asked' | 'not-accepted'; readonly vouched: Vouched }
  | { readonly step: 'use-card'; readonly because: 'demanded' | 'wished'; readonly vouched: Vouched }
  | { readonly step: 'refuse' }
  | { readonly step: 'finish'; readonly vouched: Vouched }

/** Who stands before the application, and what they did for this very request. */
export interface Applicant {
  /** The session of the browser, judged; undefined when it has none. */
  readonly standing: Outcome<Vouched> | undefined
  /** Logged in since the application asked. */
  readonly freshLogin: boolean
  readonly choseProfile: boolean
  readonly declinedCard: boolean
  /** Has a card to show, though this session may have been opened without one. */
  readonly hasCard: boolean
}

export type Doorkeeper = Pick<Application, 'profiles' | 'minimumLevel' | 'frenchScale'>

export function nextStep(applicant: Applicant, application: Doorkeeper, wanted: Requirement, at: number): NextStep {
  const { standing, freshLogin, choseProfile } = applicant
  if (!enough(STRONGEST, application, wanted)) return { step: 'refuse' }
  if (standing?.ok === false && standing.failure.code === acceptanceOwed.code) return { step: 'accept-terms' }
  const cardOnly = !enough(STRONGEST_WITHOUT_CARD, application, wanted)
  if (!standing?.ok) return { step: 'sign-in', again: false, cardOnly }

  const vouched = standing.value
  const { session } = vouched
  const tooOld = wanted.maxAgeSeconds !== undefined && at - session.authenticatedAt > wanted.maxAgeSeconds * 1000
  if (!freshLogin && (wanted.prompts.has('login') || tooOld)) return { step: 'sign-in', again: true, cardOnly }
  if (wanted.prompts.has('select_profile') && !choseProfile && !freshLogin) {
    return { step: 'choose-profile', because: 'asked', vouched }
  }
  if (application.profiles.length > 0 && !application.profiles.includes(session.profile)) {
    return { step: 'choose-profile', because: 'not-accepted', vouched }
  }
  return aboutLevel(vouched, applicant, application, wanted)
}

function aboutLevel(vouched: Vouched, applicant: Applicant, application: Doorkeeper, wanted: Requirement): NextStep {
  const { session } = vouched
  const byCard = session.method === 'smart-card'
  const withCard = { ...session, assurance: 'certificate-hardware' } as const
  if (!enough(session, application, wanted)) {
    const cardHelps = applicant.hasCard && enough(withCard, application, wanted)
    return cardHelps && !(byCard && applicant.freshLogin)
      ? { step: 'use-card', because: 'demanded', vouched }
      : { step: 'refuse' }
  }
  const wishes = wanted.acr?.values ?? []
  const wishHelped = !reachesOneOf(session, application, wishes) && reachesOneOf(withCard, application, wishes)
  return wishHelped && applicant.hasCard && !byCard && !applicant.freshLogin && !applicant.declinedCard
    ? { step: 'use-card', because: 'wished', vouched }
    : { step: 'finish', vouched }
}

const STRONGEST: LoginStrength = { assurance: 'certificate-hardware', profile: 'expert' }
const STRONGEST_WITHOUT_CARD: LoginStrength = { assurance: 'password-mail', profile: 'co-expert' }

/** Whether a login meets the conditions: the application's own level, and an essential acr. */
const enough = (login: LoginStrength, application: Doorkeeper, { acr }: Requirement): boolean =>
  satisfies(login.assurance, application.minimumLevel) &&
  (acr === undefined || !acr.essential || reachesOneOf(login, application, acr.values))
