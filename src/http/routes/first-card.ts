/** A card that no account holds yet: `/rattachement` (S1.35) and `/inscription` (S1.36 to S1.43). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Failure } from '../../failures/failure.ts'
import { parseEmailAddress } from '../../mail/address.ts'
import {
  isRegistrable,
  REGISTRABLE_PROFILES,
  type RegistrableProfile,
  readRegistration,
} from '../../people/registration.ts'
import type { CardIdentity } from '../../sign-in/card-identity.ts'
import type { SignIn } from '../../sign-in/sign-in.ts'
import { type TermsVersion, termsOwed } from '../../terms/terms.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames, formActions } from '../../views/field-names.ts'
import type { RegistrationProps } from '../../views/pages/registration.tsx'
import { registrationPage } from '../../views/pages/registration.tsx'
import { registrationProfilePage } from '../../views/pages/registration-profile.tsx'
import { relinkPage, relinkQueuedPage } from '../../views/pages/relink.tsx'
import { unknownCardPage } from '../../views/pages/unknown-card.tsx'
import { answerFailure } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import {
  draftOf,
  EMPTY_DRAFT,
  errorsOf,
  REGISTRATION_REFERENCES,
  type RegistrationDraft,
  registrationChoices,
} from '../registration-draft.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { beginBrowser } from '../session-cookie.ts'
import { currentSignIn, withAttempt } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<
  Portal,
  'stores' | 'sendPage' | 'firstCard' | 'ephemeral' | 'random' | 'sealer' | 'sendMailNow' | 'offersPersonalAccount'
>

/** Longer than the card's sign-in: whoever comes back with the card finds the form as it was. */
const DRAFT_LIFETIME_SECONDS = 24 * 3600

interface Unbound {
  readonly signIn: SignIn
  readonly card: CardIdentity
}

export function firstCardRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, firstCard, ephemeral, sealer } = portal
  const limit = limitPerAddress(ephemeral, sendPage, 'first-card')
  const router = Router()

  router.get(PATHS.unknownCard, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (found.ok && found.value.state.step === 'queued') {
      const { reference } = found.value.state
      return sendPage(request, response, relinkQueuedPage({ reference, homePath: PATHS.wall }))
    }
    const unbound = await unboundOf(request, response)
    return unbound && showQuestion(request, response, unbound)
  })

  router.post(PATHS.unknownCard, async (request, response) => {
    const unbound = await unboundOf(request, response)
    if (unbound === undefined) return undefined
    const answer = field(request, fieldNames.hasAccount)
    if (answer !== 'oui' && answer !== 'non') return showQuestion(request, response, unbound, true)
    return response.redirect(303, withAttempt(answer === 'oui' ? PATHS.relink : PATHS.registration, unbound.signIn))
  })

  router.get(PATHS.relink, async (request, response) => {
    const unbound = await unboundOf(request, response)
    return unbound && showRelink(request, response, unbound)
  })

  router.post(PATHS.relink, limit, async (request, response) => {
    const unbound = await unboundOf(request, response)
    if (unbound === undefined) return undefined
    const typed = field(request, fieldNames.email)
    const address = parseEmailAddress(typed)
    if (!address.ok) {
      const error = typed.trim() === '' ? 'email-missing' : 'email-malformed'
      return showRelink(request, response, unbound, { [fieldNames.email]: error })
    }
    return goToCode(request, response, await firstCard.relink(unbound.signIn, address.value, request.visit.at))
  })

  router.get(PATHS.registration, async (request, response) => {
    const unbound = await unboundOf(request, response)
    return unbound && showRegistration(request, response, unbound, await keptDraft(request))
  })

  router.post(PATHS.registration, limit, async (request, response) => {
    const typed = draftOf(request)
    await beginBrowser(request)
    await keepDraft(request, typed)
    const unbound = await unboundOf(request, response)
    if (unbound === undefined) return undefined
    const profile = profileOf(unbound.card, typed.profile)
    if (profile === undefined) return askProfile(request, response, unbound, typed.profile !== '')
    if (typed.action === formActions.reset) {
      const empty = { ...EMPTY_DRAFT, profile }
      await keepDraft(request, empty)
      return showRegistration(request, response, unbound, empty)
    }
    if (typed.action !== formActions.validate) return showRegistration(request, response, unbound, typed)

    const read = readRegistration(profile, typed.form, REGISTRATION_REFERENCES)
    const address = parseEmailAddress(typed.form.email)
    const terms = await termsFor(profile, request.visit.at)
    if ('faults' in read || !address.ok || terms === undefined) {
      const errors = 'faults' in read ? errorsOf(read.faults) : {}
      return showRegistration(request, response, unbound, typed, errors)
    }
    const { signIn } = unbound
    const begun = await firstCard.register(signIn, address.value, read.registration, terms.id, request.visit.at)
    return goToCode(request, response, begun)
  })

  return router

  /** @returns undefined when the sign-in is not at this step: the answer has been sent then. */
  async function unboundOf(request: Request, response: Response): Promise<Unbound | undefined> {
    const found = await currentSignIn(portal, request)
    if (!found.ok) {
      restartSignIn(portal, request, response, found.failure)
      return undefined
    }
    const { state } = found.value
    if (state.step === 'unbound') return { signIn: found.value, card: state.card }
    response.redirect(303, withAttempt(PATHS.code, found.value))
    return undefined
  }

  async function goToCode(
    request: Request,
    response: Response,
    begun: { readonly ok: true; readonly value: SignIn } | { readonly ok: false; readonly failure: Failure },
  ) {
    if (!begun.ok) {
      return begun.failure.category === 'throttled'
        ? answerFailure(request, response, sendPage, begun.failure)
        : restartSignIn(portal, request, response, begun.failure)
    }
    await portal.sendMailNow()
    return response.redirect(303, withAttempt(PATHS.code, begun.value))
  }

  function showQuestion(request: Request, response: Response, { signIn, card }: Unbound, unanswered = false) {
    const page = unknownCardPage({
      form: { action: PATHS.unknownCard, hidden: { [fieldNames.attempt]: signIn.id } },
      certificate: certificateOf(card),
      ...(unanswered ? { errors: { [fieldNames.hasAccount]: 'answer-missing' } as const } : {}),
    })
    return sendPage(request, response, page, { status: unanswered ? 400 : 200 })
  }

  function showRelink(request: Request, response: Response, { signIn, card }: Unbound, errors?: Errors<'email'>) {
    const page = relinkPage({
      form: { action: PATHS.relink, hidden: { [fieldNames.attempt]: signIn.id } },
      back: { href: withAttempt(PATHS.unknownCard, signIn) },
      certificate: certificateOf(card),
      values: { email: field(request, fieldNames.email) },
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  async function showRegistration(
    request: Request,
    response: Response,
    unbound: Unbound,
    draft: RegistrationDraft,
    errors: NonNullable<RegistrationProps['errors']> = {},
  ) {
    const { signIn, card } = unbound
    const profile = profileOf(card, parameter(request, fieldNames.profile) ?? draft.profile)
    if (profile === undefined) return askProfile(request, response, unbound)
    const terms = await termsFor(profile, request.visit.at)
    const page = registrationPage({
      profile,
      certificateName: `CN=${card.label}`,
      form: {
        action: PATHS.registration,
        hidden: { [fieldNames.attempt]: signIn.id, [fieldNames.profile]: profile },
      },
      ...registrationChoices(draft),
      errors,
      terms: {
        label: terms?.label ?? '',
        downloadPath: PATHS.termsFile.replace(':id', terms?.id ?? ''),
      },
    })
    const status = Object.keys(errors).length > 0 ? 400 : 200
    return sendPage(request, response, page, { status })
  }

  function askProfile(request: Request, response: Response, { signIn }: Unbound, wrong = false) {
    const page = registrationProfilePage({
      form: { action: PATHS.registration, hidden: { [fieldNames.attempt]: signIn.id } },
      ...(wrong ? { errors: { [fieldNames.profile]: 'profile-missing' } as const } : {}),
    })
    return sendPage(request, response, page, { status: wrong ? 400 : 200 })
  }

  /** The terms that the box of the form accepts (S1.37 #11). */
  async function termsFor(profile: RegistrableProfile, at: number): Promise<TermsVersion | undefined> {
    return termsOwed(await stores.terms.versions(), new Set(), profile, at)
  }

  async function keepDraft(request: Request, draft: RegistrationDraft): Promise<void> {
    const key = draftKey(request)
    await ephemeral.put(key, sealer.seal(JSON.stringify(draft), key), DRAFT_LIFETIME_SECONDS)
  }

  async function keptDraft(request: Request): Promise<RegistrationDraft> {
    const key = draftKey(request)
    const sealed = await ephemeral.get(key)
    return sealed === undefined ? EMPTY_DRAFT : (JSON.parse(sealer.open(sealed, key)) as RegistrationDraft)
  }
}

const draftKey = (request: Request): string => `registration-draft:${browserKeyOf(request)}`

/** The profile of the form: the one chosen, or the only one that the card may have. */
function profileOf(card: CardIdentity, chosen: string): RegistrableProfile | undefined {
  const possible = REGISTRABLE_PROFILES.filter((profile) => card.assurances[profile] !== undefined)
  if (possible.length === 1) return possible[0]
  return isRegistrable(chosen) && possible.includes(chosen) ? chosen : undefined
}

const certificateOf = (card: CardIdentity) => ({
  ...card,
  holder: card.label,
  level: Object.values(card.assurances).includes('certificate-hardware')
    ? ('hardware' as const)
    : ('software' as const),
})
