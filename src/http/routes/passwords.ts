/** Passwords: the forced change of a temporary one, and « Mot de passe oublié ? » (RS-1, RS-2, EN-2). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { SignIn } from '../../sign-in/sign-in.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import { forgottenPasswordPage, forgottenPasswordSentPage } from '../../views/pages/forgotten-password.tsx'
import { newPasswordPage } from '../../views/pages/new-password.tsx'
import { deadLinkPage, resetPasswordPage } from '../../views/pages/reset-password.tsx'
import { field, parameter } from '../form.ts'
import { newPasswordErrors, type PasswordErrors, whatIsMissing } from '../new-password.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { currentSignIn, proceed } from '../sign-in-progress.ts'

type Parts = Pick<
  Portal,
  | 'stores'
  | 'sendPage'
  | 'passwords'
  | 'establish'
  | 'random'
  | 'mailSender'
  | 'sendMailNow'
  | 'ephemeral'
  | 'offersPersonalAccount'
>

const TOKEN = 'jeton'
/** The button of the page that a mailed link lands on was pressed: a scanner that opens links does not get here. */
const WANTED = 'choisir'

export function passwordRoutes(portal: Parts): RequestHandler {
  const { sendPage, passwords } = portal
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'password')
  const router = Router()

  router.get(PATHS.newPassword, async (request, response) => {
    const found = await currentSignIn(portal, request)
    return found.ok ? showOwed(request, response, found.value) : restartSignIn(portal, request, response, found.failure)
  })

  router.post(PATHS.newPassword, limit, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)
    const missing = whatIsMissing(request)
    if (missing !== undefined) return showOwed(request, response, found.value, missing)
    const changed = await passwords.changeOwed(found.value, field(request, fieldNames.newPassword), request.visit.at)
    const failure = changed.ok ? await proceed(portal, request, response, changed.value) : changed.failure
    if (failure === undefined) return undefined
    const errors = newPasswordErrors(failure)
    return errors === undefined
      ? restartSignIn(portal, request, response, failure)
      : showOwed(request, response, found.value, errors)
  })

  router.get(PATHS.forgottenPassword, (request, response) => showForgotten(request, response))

  router.post(PATHS.forgottenPassword, limit, async (request, response) => {
    const email = field(request, fieldNames.email).trim()
    if (email === '') return showForgotten(request, response, { [fieldNames.email]: 'email-missing' })
    if (!/^\S+@\S+$/.test(email)) return showForgotten(request, response, { [fieldNames.email]: 'email-malformed' })
    await passwords.askReset(email, (token) => `${PATHS.resetPassword}?${TOKEN}=${token}`, request.visit.at)
    void portal.sendMailNow()
    const page = forgottenPasswordSentPage({ email, sender: portal.mailSender, signInPath: PATHS.email })
    return sendPage(request, response, page)
  })

  router.get(PATHS.resetPassword, async (request, response) => {
    const token = parameter(request, TOKEN) ?? ''
    if (!(await passwords.resetIsOpen(token, request.visit.at))) return showDeadLink(request, response)
    const form = { action: PATHS.resetPassword, hidden: { [TOKEN]: token, [WANTED]: ticked } }
    return sendPage(request, response, resetPasswordPage({ form }))
  })

  router.post(PATHS.resetPassword, limit, async (request, response) => {
    const token = field(request, TOKEN)
    if (!(await passwords.resetIsOpen(token, request.visit.at))) return showDeadLink(request, response)
    if (field(request, WANTED) === ticked) return showReset(request, response, token)
    const missing = whatIsMissing(request)
    if (missing !== undefined) return showReset(request, response, token, missing)
    const reset = await passwords.reset(token, field(request, fieldNames.newPassword), request.visit.at)
    if (reset.ok) {
      void portal.sendMailNow()
      return response.redirect(303, `${PATHS.email}?avis=mot-de-passe`)
    }
    const errors = newPasswordErrors(reset.failure)
    return errors === undefined ? showDeadLink(request, response) : showReset(request, response, token, errors)
  })

  return router

  async function showOwed(request: Request, response: Response, signIn: SignIn, errors?: PasswordErrors) {
    const { state } = signIn
    const account =
      state.step === 'authenticated' ? await portal.stores.accounts.find(state.person.accountId) : undefined
    if (state.step !== 'authenticated' || state.passwordChange !== 'owed' || account === undefined) {
      const failure = await proceed(portal, request, response, signIn)
      return failure && restartSignIn(portal, request, response, failure)
    }
    const form = { action: PATHS.newPassword, hidden: { [fieldNames.attempt]: signIn.id } }
    return showNewPassword(request, response, 'temporary', form, account.email, errors)
  }

  function showReset(request: Request, response: Response, token: string, errors?: PasswordErrors) {
    const form = { action: PATHS.resetPassword, hidden: { [TOKEN]: token } }
    return showNewPassword(request, response, 'reset', form, '', errors)
  }

  function showNewPassword(
    request: Request,
    response: Response,
    reason: 'temporary' | 'reset',
    form: { readonly action: string; readonly hidden: Readonly<Record<string, string>> },
    email: string,
    errors?: PasswordErrors,
  ) {
    const page = newPasswordPage({ reason, form, email, ...(errors === undefined ? {} : { errors }) })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showForgotten(request: Request, response: Response, errors?: Errors<'email'>) {
    const page = forgottenPasswordPage({
      form: { action: PATHS.forgottenPassword },
      backPath: PATHS.email,
      values: { email: field(request, fieldNames.email) },
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showDeadLink(request: Request, response: Response) {
    return sendPage(request, response, deadLinkPage({ forgottenPath: PATHS.forgottenPassword }), { status: 410 })
  }
}
