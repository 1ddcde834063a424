/** On the way to an application behind a proxy: `/connexion/application`. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { fullName } from '../../people/account.ts'
import type { EntryStep, WantedEntry } from '../../protocols/forward-auth/entry.ts'
import { badRequestPage } from '../../views/pages/endings.tsx'
import { chooseProfilePage, useCardPage } from '../../views/pages/oidc-request.tsx'
import { COOKIES, cookieOptions } from '../cookies.ts'
import { answerFailure } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { signedInOf } from '../require-session.ts'
import { forgetResume, RESUME, rememberResume } from '../resume.ts'
import { endSession } from '../sign-out.ts'
import { goToApplication } from '../to-application.ts'
import { loginPath } from './wall.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'entry'>

const CHOICE = 'choix'
const CHOICES = { change: 'changer', back: 'retour' } as const

export function enterApplicationRoutes({ stores, sendPage, entry }: Parts): RequestHandler {
  const router = Router()

  router.get(PATHS.enterApplication, async (request, response) => {
    if (parameter(request, 'echec') !== undefined) {
      return sendPage(request, response, badRequestPage({ homePath: PATHS.wall }), { status: 400 })
    }
    const { signedIn, at } = request.visit
    return goOn(request, response, await entry.enter(wantedBy(request), signedIn?.session.handle, at))
  })

  router.post(PATHS.enterApplication, async (request, response) => {
    const application = await entry.find(wantedBy(request).applicationId)
    if (field(request, CHOICE) === CHOICES.back && application !== undefined) {
      forgetResume(request)
      return goToApplication(sendPage, request, response, `${application.origin}/`, application.name)
    }
    await endSession(stores, request, 'signed-out')
    response.clearCookie(COOKIES.profile, cookieOptions())
    return response.redirect(303, behind(PATHS.wall, request))
  })

  return router

  async function goOn(request: Request, response: Response, next: EntryStep) {
    if (next.step === 'refuse') return answerFailure(request, response, sendPage, next.failure)
    if (next.step === 'go') {
      forgetResume(request)
      return goToApplication(sendPage, request, response, next.location, next.application.name)
    }
    await rememberResume(request, request.originalUrl)
    switch (next.step) {
      case 'sign-in':
        return response.redirect(303, behind(PATHS.wall, request))
      case 'accept-terms':
        return response.redirect(303, behind(PATHS.terms, request))
      case 'use-card':
        return sendPage(request, response, useCard(request, next.application.name))
      case 'choose-profile':
        return sendPage(request, response, chooseProfile(request, next))
    }
  }
}

const wantedBy = (request: Request): WantedEntry => ({
  applicationId: parameter(request, 'application') ?? '',
  attemptHash: parameter(request, 'empreinte') ?? '',
  target: parameter(request, 'vers') ?? '',
})

const behind = (path: string, request: Request): string =>
  `${path}?${new URLSearchParams({ [RESUME]: request.originalUrl })}`

/** The form posts to the very address: what was wanted stands in it. */
const choice = (request: Request, chosen: (typeof CHOICES)[keyof typeof CHOICES]) => ({
  action: request.originalUrl,
  hidden: { [CHOICE]: chosen },
})

const useCard = (request: Request, application: string) =>
  useCardPage({
    application,
    useCardPath: loginPath('carte', false, request.originalUrl),
    back: choice(request, CHOICES.back),
  })

function chooseProfile(request: Request, next: Extract<EntryStep, { step: 'choose-profile' }>) {
  const { account, session } = signedInOf(request)
  return chooseProfilePage({
    application: next.application.name,
    person: fullName(account),
    profile: session.profile,
    acceptedProfiles: next.admitted,
    change: choice(request, CHOICES.change),
    back: choice(request, CHOICES.back),
  })
}
