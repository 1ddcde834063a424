/** The wall, and leaving it: `/`, « Changer de profil », the language. */
import { type RequestHandler, Router } from 'express'
import { isWallOption, PROFILES_OF_OPTION, recallChoice, type WallOption } from '../../sign-in/profile-wall.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import { wallPage } from '../../views/pages/wall.tsx'
import { COOKIES, cookieOptions } from '../cookies.ts'
import { field, parameter } from '../form.ts'
import { landingPath } from '../landing.ts'
import { localPath } from '../local-path.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { forgetResume, RESUME, rememberResume, resumePath } from '../resume.ts'
import { intentFields } from '../sign-in-progress.ts'
import { endSession } from '../sign-out.ts'

type Parts = Pick<Portal, 'sendPage' | 'offersPersonalAccount' | 'stores'>

const LANGUAGE_LIFETIME_SECONDS = 365 * 24 * 3600

export function wallRoutes(portal: Parts): RequestHandler {
  const { sendPage, offersPersonalAccount } = portal
  const router = Router()

  router.get(PATHS.wall, async (request, response) => {
    const { visit } = request
    const changed = parameter(request, 'avis') === 'profil'
    const resume = resumePath(request, '')
    // Whoever comes to the front door on their own has given up what they were on the way to.
    if (parameter(request, RESUME) === undefined && !changed) forgetResume(request)
    else if (changed && resume !== '') await rememberResume(request, resume)
    if (visit.signedIn !== undefined) {
      return response.redirect(303, resumePath(request, landingPath(visit.signedIn.session)))
    }
    const remembered = recallChoice(visit.cookies[COOKIES.profile], visit.at)
    if (remembered !== undefined)
      return response.redirect(303, loginPath(remembered, false, parameter(request, 'suite')))
    return sendPage(
      request,
      response,
      wallPage({ form: wallForm(parameter(request, 'suite')), offersPersonalAccount }),
      changed ? { notice: 'profile-changed' } : {},
    )
  })

  router.post(PATHS.wall, (request, response) => {
    const option = field(request, fieldNames.profile)
    const sharedComputer = field(request, fieldNames.sharedComputer) === ticked
    const resume = field(request, 'suite')
    if (!isWallOption(option) || (option === 'candidat' && !offersPersonalAccount)) {
      const errors = { [fieldNames.profile]: 'profile-missing' } as const
      const page = wallPage({ form: wallForm(resume), offersPersonalAccount, sharedComputer, errors })
      return sendPage(request, response, page, { status: 400 })
    }
    return response.redirect(303, loginPath(option, sharedComputer, resume))
  })

  router.post(PATHS.changeProfile, async (request, response) => {
    const resume = resumePath(request, '')
    await endSession(portal.stores, request, 'signed-out')
    response.clearCookie(COOKIES.profile, cookieOptions())
    const query = new URLSearchParams({ avis: 'profil', ...(resume === '' ? {} : { [RESUME]: resume }) })
    response.redirect(303, `${PATHS.wall}?${query}`)
  })

  router.post(PATHS.language, (request, response) => {
    const chosen = field(request, fieldNames.language)
    if (chosen === 'fr' || chosen === 'en') {
      response.cookie(COOKIES.language, chosen, cookieOptions(LANGUAGE_LIFETIME_SECONDS))
    }
    response.redirect(303, localPath(field(request, 'retour'), PATHS.wall))
  })

  return router
}

const wallForm = (resume: string | undefined) => ({
  action: PATHS.wall,
  hidden: resume ? { suite: localPath(resume, '') } : {},
})

/** Where somebody with this answer logs in. */
export function loginPath(option: WallOption, sharedComputer: boolean, resume: string | undefined): string {
  const query = new URLSearchParams(
    intentFields({ option, sharedComputer, resume: resume ? localPath(resume, '') || undefined : undefined }),
  )
  const byCard = PROFILES_OF_OPTION[option] === PROFILES_OF_OPTION.carte
  return byCard && !sharedComputer && resume === undefined
    ? PATHS.card
    : `${byCard ? PATHS.card : PATHS.email}?${query}`
}
