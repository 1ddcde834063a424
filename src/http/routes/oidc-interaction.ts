/** The request of an application waits at `/oidc/interaction/…` until its person is one that the application may hear of. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { fullName } from '../../people/account.ts'
import type { Profile } from '../../people/profile.ts'
import type { Interactions, PendingRequest } from '../../protocols/oidc/interactions.ts'
import { type Applicant, type NextStep, nextStep } from '../../protocols/oidc/next-step.ts'
import type { People } from '../../protocols/oidc/person.ts'
import type { Vouched } from '../../protocols/voucher.ts'
import { PROFILES_OF_OPTION, WALL_OPTIONS, type WallOption } from '../../sign-in/profile-wall.ts'
import { SIGN_IN_LIFETIME_SECONDS } from '../../sign-in/sign-in.ts'
import { chooseProfilePage, requestOverPage, useCardPage } from '../../views/pages/oidc-request.tsx'
import { COOKIES, cookieOptions } from '../cookies.ts'
import { field } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { forgetResume, RESUME, rememberResume } from '../resume.ts'
import { goToApplication } from '../to-application.ts'
import { loginPath } from './wall.ts'

type Parts = Pick<Portal, 'stores' | 'ephemeral' | 'sendPage'>

export interface OidcDesk {
  readonly interactions: Interactions
  readonly standingOf: People['standingOf']
}

const CHOICE = 'choix'
/** What the buttons of the interaction's pages post. */
const CHOICES = { profile: 'profil', withoutCard: 'sans-carte', back: 'retour' } as const

export function oidcInteractionRoutes(portal: Parts, { interactions, standingOf }: OidcDesk): RequestHandler {
  const { sendPage, stores, ephemeral } = portal
  const router = Router()

  router.get(PATHS.interaction, async (request, response) => {
    const pending = await interactions.find(request, response)
    return pending === undefined ? showOver(request, response) : goOn(request, response, pending, {})
  })

  router.post(PATHS.interaction, async (request, response) => {
    const pending = await interactions.find(request, response)
    if (pending === undefined) return showOver(request, response)
    switch (field(request, CHOICE)) {
      case CHOICES.profile:
        return goOn(request, response, pending, { choseProfile: true })
      case CHOICES.withoutCard:
        return goOn(request, response, pending, { declinedCard: true, choseProfile: true })
      case CHOICES.back:
        return leave(request, response, pending, await interactions.refuse(request, response, 'access_denied'))
      default:
        return response.redirect(303, pathOf(pending))
    }
  })

  return router

  async function goOn(
    request: Request,
    response: Response,
    pending: PendingRequest,
    chosen: Partial<Pick<Applicant, 'choseProfile' | 'declinedCard'>>,
  ) {
    const { application, wanted } = pending
    const standing = await standingOf(request)
    const applicant: Applicant = {
      standing,
      freshLogin: await isFreshLogin(request, pending),
      choseProfile: false,
      declinedCard: false,
      hasCard: standing?.ok === true && (await hasCard(standing.value.account.id)),
      ...chosen,
    }
    const next = nextStep(applicant, application, wanted, request.visit.at)
    if (next.step !== 'finish' && next.step !== 'refuse') await rememberResume(request, pathOf(pending))
    switch (next.step) {
      case 'sign-in':
        return signIn(request, response, pending, next)
      case 'accept-terms':
        return response.redirect(303, `${PATHS.terms}?${new URLSearchParams({ [RESUME]: pathOf(pending) })}`)
      case 'choose-profile':
        return sendPage(request, response, chooseProfile(pending, next))
      case 'use-card':
        return sendPage(request, response, useCard(pending, next.because))
      case 'refuse': {
        const refused = await interactions.refuse(request, response, 'unmet_authentication_requirements')
        return leave(request, response, pending, refused)
      }
      case 'finish':
        return leave(request, response, pending, await interactions.finish(request, response, pending, next.vouched))
    }
  }

  function signIn(
    request: Request,
    response: Response,
    pending: PendingRequest,
    { again, cardOnly }: Extract<NextStep, { step: 'sign-in' }>,
  ) {
    const path = pathOf(pending)
    const { signedIn } = request.visit
    const option = cardOnly
      ? 'carte'
      : again && signedIn !== undefined
        ? optionOf(signedIn.session)
        : onlyOptionFor(pending.application.profiles)
    if (option !== undefined) return response.redirect(303, loginPath(option, false, path))
    // Whom an application asks to choose is shown the wall, whatever the browser remembers.
    if (pending.wanted.prompts.has('select_profile')) response.clearCookie(COOKIES.profile, cookieOptions())
    return response.redirect(303, `${PATHS.wall}?${new URLSearchParams({ [RESUME]: path })}`)
  }

  /** Whether the person has logged in since this request came for the first time. */
  async function isFreshLogin(request: Request, { uid }: PendingRequest): Promise<boolean> {
    const { session } = request.visit.signedIn ?? {}
    const login = session === undefined ? '' : `${session.handle} ${session.authenticatedAt}`
    const key = `oidc-request:${uid}`
    const atFirst = await ephemeral.get(key)
    if (atFirst === undefined) await ephemeral.put(key, login, SIGN_IN_LIFETIME_SECONDS)
    return atFirst !== undefined && atFirst !== login && login !== ''
  }

  async function hasCard(accountId: string): Promise<boolean> {
    return (await stores.bindings.listOf(accountId)).some(({ status }) => status === 'active')
  }

  function leave(request: Request, response: Response, { application }: PendingRequest, href: string) {
    forgetResume(request)
    return goToApplication(sendPage, request, response, href, application.name)
  }

  function showOver(request: Request, response: Response) {
    forgetResume(request)
    return sendPage(request, response, requestOverPage({ homePath: PATHS.wall }), { status: 410 })
  }
}

const pathOf = ({ uid }: Pick<PendingRequest, 'uid'>): string => PATHS.interaction.replace(':uid', uid)

const choice = (pending: PendingRequest, chosen: (typeof CHOICES)[keyof typeof CHOICES]) => ({
  action: pathOf(pending),
  hidden: { [CHOICE]: chosen },
})

function chooseProfile(pending: PendingRequest, next: { because: 'asked' | 'not-accepted'; vouched: Vouched }) {
  const { account, session } = next.vouched
  return chooseProfilePage({
    application: pending.application.name,
    person: fullName(account),
    profile: session.profile,
    ...(next.because === 'asked'
      ? { goOn: choice(pending, CHOICES.profile) }
      : { acceptedProfiles: pending.application.profiles }),
    change: { action: PATHS.changeProfile, hidden: { [RESUME]: pathOf(pending) } },
    back: choice(pending, CHOICES.back),
  })
}

const useCard = (pending: PendingRequest, because: 'demanded' | 'wished') =>
  useCardPage({
    application: pending.application.name,
    useCardPath: loginPath('carte', false, pathOf(pending)),
    ...(because === 'wished' ? { goOnWithout: choice(pending, CHOICES.withoutCard) } : {}),
    back: choice(pending, CHOICES.back),
  })

/** Where the person of a session proves themselves once more. */
const optionOf = ({ method, profile }: Vouched['session']): WallOption | undefined =>
  method === 'smart-card'
    ? 'carte'
    : WALL_OPTIONS.find((option) => option !== 'carte' && PROFILES_OF_OPTION[option].includes(profile))

/** The answer of the wall that leads to the application, when there is but one. */
function onlyOptionFor(profiles: readonly Profile[]) {
  const options = WALL_OPTIONS.filter((option) => PROFILES_OF_OPTION[option].some((each) => profiles.includes(each)))
  return options.length === 1 ? options[0] : undefined
}
