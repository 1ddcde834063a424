/** `/activation`, where the link of an invitation leads, and « Demander un nouvel envoi » (S1.21, RS-2, RS-11). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { noOpenCase } from '../../cases/open-cases.ts'
import type { Failure } from '../../failures/failure.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import {
  activateAccessPage,
  activationLinkDeadPage,
  askAgainPage,
  askedAgainPage,
} from '../../views/pages/invitation.tsx'
import { newPasswordPage } from '../../views/pages/new-password.tsx'
import { field, parameter } from '../form.ts'
import { newPasswordErrors, type PasswordErrors, whatIsMissing } from '../new-password.ts'
import { noCasePage } from '../no-case.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { beginBrowser } from '../session-cookie.ts'
import { withAttempt } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<Portal, 'sendPage' | 'activation' | 'participants' | 'emailSignIn' | 'sendMailNow' | 'ephemeral'>

const TOKEN = 'jeton'
/** The button of the page that the link lands on was pressed: a scanner that opens links does not get here. */
const WANTED = 'choisir'

export function activationRoutes(portal: Parts): RequestHandler {
  const { sendPage, activation } = portal
  const router = Router()

  router.get(PATHS.activation, async (request, response) => {
    const token = parameter(request, TOKEN) ?? ''
    const found = await activation.find(token, request.visit.at)
    if (!found.ok) return showWhyNot(request, response, found.failure)
    const form = { action: PATHS.activation, hidden: { [TOKEN]: token, [WANTED]: ticked } }
    return sendPage(request, response, activateAccessPage({ form }))
  })

  router.post(PATHS.activation, limitPerAddress(portal.ephemeral, sendPage, 'password'), async (request, response) => {
    const { at } = request.visit
    const token = field(request, TOKEN)
    const found = await activation.find(token, at)
    if (!found.ok) return showWhyNot(request, response, found.failure)
    const { email } = found.value.account
    if (field(request, WANTED) === ticked) return showNewPassword(request, response, token, email)
    const missing = whatIsMissing(request)
    if (missing !== undefined) return showNewPassword(request, response, token, email, missing)

    const activated = await activation.activate(token, field(request, fieldNames.newPassword), at)
    if (!activated.ok) {
      const errors = newPasswordErrors(activated.failure)
      return errors === undefined
        ? showWhyNot(request, response, activated.failure)
        : showNewPassword(request, response, token, email, errors)
    }
    const { account, option, profile } = activated.value
    await beginBrowser(request)
    const intent = { option, sharedComputer: false, resume: undefined }
    const begun = await portal.emailSignIn.begin(browserKeyOf(request), intent, account, profile, at)
    await portal.sendMailNow()
    // Too many codes lately: the password is set all the same, and the login page says when to try.
    return response.redirect(303, begun.ok ? withAttempt(PATHS.code, begun.value) : PATHS.email)
  })

  router.get(PATHS.askInvitationAgain, (request, response) => showAskAgain(request, response))

  router.post(
    PATHS.askInvitationAgain,
    limitPerAddress(portal.ephemeral, sendPage, 'ask-again'),
    async (request, response) => {
      const email = field(request, fieldNames.email).trim()
      if (email === '') return showAskAgain(request, response, { [fieldNames.email]: 'email-missing' })
      if (!/^\S+@\S+$/.test(email)) return showAskAgain(request, response, { [fieldNames.email]: 'email-malformed' })
      await portal.participants.askAgain(email, request.visit.at)
      return sendPage(request, response, askedAgainPage({ email, homePath: PATHS.wall }))
    },
  )

  return router

  function showNewPassword(
    request: Request,
    response: Response,
    token: string,
    email: string,
    errors?: PasswordErrors,
  ) {
    const form = { action: PATHS.activation, hidden: { [TOKEN]: token } }
    const page = newPasswordPage({ reason: 'first', form, email, ...(errors === undefined ? {} : { errors }) })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showAskAgain(request: Request, response: Response, errors?: Errors<'email'>) {
    const page = askAgainPage({
      form: { action: PATHS.askInvitationAgain },
      backPath: PATHS.email,
      values: { email: field(request, fieldNames.email) },
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showWhyNot(request: Request, response: Response, failure: Failure) {
    if (failure.code === noOpenCase.code) {
      return sendPage(request, response, noCasePage(failure), { status: 403 })
    }
    const page = activationLinkDeadPage({ askAgainPath: PATHS.askInvitationAgain, signInPath: PATHS.email })
    return sendPage(request, response, page, { status: 410 })
  }
}
