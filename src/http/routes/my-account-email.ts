/** A new e-mail address: `/mon-compte/email`, and the page that the mailed link lands on (RS-10, SE-18). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { parseEmailAddress } from '../../mail/address.ts'
import { emailShared } from '../../people/email-change.ts'
import { provedRecently } from '../../sessions/lifetime.ts'
import { credentialsWrong } from '../../sign-in/methods/email-code/prove-password.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames } from '../../views/field-names.ts'
import {
  changeEmailPage,
  changeEmailSentPage,
  confirmEmailPage,
  emailChangedPage,
  emailLinkDeadPage,
} from '../../views/pages/account/change-email.tsx'
import { confirmByCardPage } from '../../views/pages/account/confirm-by-card.tsx'
import { COOKIES } from '../cookies.ts'
import { answerFailure } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { intentFields } from '../sign-in-progress.ts'

type Parts = Pick<
  Portal,
  'stores' | 'sendPage' | 'ephemeral' | 'changeEmail' | 'provePassword' | 'mailSender' | 'sendMailNow'
>
type EmailErrors = Errors<'currentPassword' | 'newEmail'>

const TOKEN = 'jeton'

export function accountEmailRoutes(portal: Parts): RequestHandler {
  const { sendPage, changeEmail } = portal
  const guarded = requireSession(portal)
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'email-change')
  const router = Router()

  router.get(PATHS.accountEmail, guarded, (request, response) =>
    showForm(request, response, parameter(request, fieldNames.newEmail) ?? ''),
  )

  router.post(PATHS.accountEmail, guarded, limit, async (request, response) => {
    const { account } = signedInOf(request)
    const { at } = request.visit
    const typed = field(request, fieldNames.newEmail)
    const asked = whatIsAsked(request)
    if (asked === 'card') return showForm(request, response, typed)
    const address = parseEmailAddress(typed)
    const errors: EmailErrors = {
      ...(address.ok ? {} : { [fieldNames.newEmail]: typed.trim() === '' ? 'email-missing' : 'email-malformed' }),
      ...(asked === 'password' && field(request, fieldNames.currentPassword) === ''
        ? { [fieldNames.currentPassword]: 'password-missing' }
        : {}),
    }
    if (!address.ok || Object.keys(errors).length > 0) return showForm(request, response, typed, errors)
    if (asked === 'password') {
      const password = field(request, fieldNames.currentPassword)
      const { browserHash } = request.visit
      const proven = await portal.provePassword({ email: account.email, password, browserHash }, at)
      if (!proven.ok) {
        return proven.failure.code === credentialsWrong.code
          ? showForm(request, response, typed, { [fieldNames.currentPassword]: 'current-password-wrong' })
          : answerFailure(request, response, sendPage, proven.failure)
      }
    }
    const begun = await changeEmail.ask(account, address.value, at)
    if (!begun.ok) {
      const error = begun.failure.code === emailShared.code ? 'email-shared' : 'email-unchanged'
      return showForm(request, response, typed, { [fieldNames.newEmail]: error })
    }
    void portal.sendMailNow()
    const { address: email } = address.value
    return sendPage(
      request,
      response,
      changeEmailSentPage({ email, sender: portal.mailSender, backPath: PATHS.account }),
    )
  })

  // The mail may be opened in a browser without a session: the link is the proof.
  router.get(PATHS.confirmEmail, async (request, response) => {
    const token = parameter(request, TOKEN) ?? ''
    const email = await changeEmail.addressOf(token, request.visit.at)
    if (email === undefined) return showDeadLink(request, response)
    const confirm = { action: PATHS.confirmEmail, hidden: { [TOKEN]: token } }
    return sendPage(request, response, confirmEmailPage({ email, confirm }))
  })

  router.post(PATHS.confirmEmail, limit, async (request, response) => {
    const confirmed = await changeEmail.confirm(field(request, TOKEN), request.visit.at)
    if (!confirmed.ok) return showDeadLink(request, response)
    void portal.sendMailNow()
    return sendPage(request, response, emailChangedPage({ goOnPath: PATHS.account }))
  })

  return router

  /** What proves who is there: nothing more within 15 minutes of a login, else the means of the session (SE-18). */
  function whatIsAsked(request: Request): 'nothing' | 'password' | 'card' {
    const { session } = signedInOf(request)
    if (provedRecently(session, request.visit.at)) return 'nothing'
    return session.method === 'smart-card' ? 'card' : 'password'
  }

  function showForm(request: Request, response: Response, typed: string, errors?: EmailErrors) {
    const asked = whatIsAsked(request)
    if (asked === 'card') {
      const back = `${PATHS.accountEmail}?${new URLSearchParams({ [fieldNames.newEmail]: typed })}`
      const intent = {
        option: 'carte',
        // On a shared computer nothing was remembered at login, and nothing is now.
        sharedComputer: request.visit.cookies[COOKIES.profile] === undefined,
        resume: typed === '' ? PATHS.accountEmail : back,
      } as const
      const page = confirmByCardPage({
        present: { action: PATHS.card, hidden: intentFields(intent) },
        backPath: PATHS.account,
      })
      return sendPage(request, response, page)
    }
    const page = changeEmailPage({
      form: { action: PATHS.accountEmail },
      backPath: PATHS.account,
      asksPassword: asked === 'password',
      values: { [fieldNames.newEmail]: typed },
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showDeadLink(request: Request, response: Response) {
    return sendPage(request, response, emailLinkDeadPage({ againPath: PATHS.accountEmail }), { status: 410 })
  }
}
