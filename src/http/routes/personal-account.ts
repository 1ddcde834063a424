/** The personal account: `/creer-un-compte` (S0.8 to S0.16) and the page that its activation link lands on (S0.17 to S0.20). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { parseEmailAddress } from '../../mail/address.ts'
import { dayInParis } from '../../people/deadlines.ts'
import { readPersonalAccountForm } from '../../people/personal-account.ts'
import { fieldNames } from '../../views/field-names.ts'
import {
  accountCreatedPage,
  activationDeadPage,
  activationPage,
  createAccountPage,
} from '../../views/pages/create-account.tsx'
import { field, parameter } from '../form.ts'
import { newPasswordErrors, whatIsMissing } from '../new-password.ts'
import { PATHS } from '../paths.ts'
import { errorsOf, type FormErrors, faultOf, formOf, valuesOf } from '../personal-account-form.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { beginBrowser } from '../session-cookie.ts'
import { proceed } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<
  Portal,
  | 'stores'
  | 'sendPage'
  | 'ephemeral'
  | 'establish'
  | 'random'
  | 'mailSender'
  | 'sendMailNow'
  | 'offersPersonalAccount'
  | 'personalAccounts'
>

const TOKEN = 'jeton'
/** Names a request to its asker, to have the mail sent again. */
const REQUEST = 'demande'

export function personalAccountRoutes(portal: Parts): RequestHandler {
  const { sendPage, personalAccounts } = portal
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'personal-account')
  const router = Router()
  // Where the operator keeps no such accounts there is nothing here.
  if (!portal.offersPersonalAccount) return router

  // Whoever has an account completes it: routes/own-personal-account.
  router.get(PATHS.createAccount, (request, response, next) =>
    request.visit.signedIn === undefined ? showForm(request, response) : next(),
  )

  router.post(PATHS.createAccount, limit, async (request, response, next) => {
    if (request.visit.signedIn !== undefined) return next()
    const { at, locale } = request.visit
    const form = formOf(request)
    const address = parseEmailAddress(form.email)
    const read = readPersonalAccountForm(form, () => faultOf(address), dayInParis(at))
    const errors = { ...errorsOf('faults' in read ? read.faults : {}), ...whatIsMissing(request) }
    if ('faults' in read || !address.ok || Object.keys(errors).length > 0) return showForm(request, response, errors)

    const password = field(request, fieldNames.newPassword)
    const { civilStatus } = read
    const asked = await personalAccounts.ask({ address: address.value, password, civilStatus }, locale, at)
    if (!asked.ok) return showForm(request, response, newPasswordErrors(asked.failure) ?? {})
    void portal.sendMailNow()
    return response.redirect(303, `${PATHS.accountAsked}?${REQUEST}=${asked.value}`)
  })

  router.get(PATHS.accountAsked, (request, response) => {
    const resend = { action: PATHS.accountAsked, hidden: { [REQUEST]: parameter(request, REQUEST) ?? '' } }
    const { mailSender: sender } = portal
    sendPage(request, response, accountCreatedPage({ sender, homePath: PATHS.wall, resend }))
  })

  router.post(PATHS.accountAsked, limit, async (request, response) => {
    const { at, locale } = request.visit
    const token = field(request, TOKEN)
    const asked = token === '' ? field(request, REQUEST) : await personalAccounts.replaceLink(token, locale, at)
    if (asked === undefined) return response.redirect(303, PATHS.createAccount)
    if (token === '') await personalAccounts.resend(asked, locale, at)
    void portal.sendMailNow()
    return response.redirect(303, `${PATHS.accountAsked}?${new URLSearchParams({ [REQUEST]: asked })}`)
  })

  router.get(PATHS.activatePersonalAccount, async (request, response) => {
    const token = parameter(request, TOKEN) ?? ''
    if (!(await personalAccounts.linkIsOpen(token, request.visit.at))) return showDeadLink(request, response, token)
    const activate = { action: PATHS.activatePersonalAccount, hidden: { [TOKEN]: token } }
    return sendPage(request, response, activationPage({ activate }))
  })

  router.post(PATHS.activatePersonalAccount, limit, async (request, response) => {
    await beginBrowser(request)
    const token = field(request, TOKEN)
    const intent = { option: 'candidat', sharedComputer: false, resume: `${PATHS.account}?avis=active` } as const
    const begun = await personalAccounts.logIn(browserKeyOf(request), token, intent, request.visit.at)
    if (!begun.ok) return showDeadLink(request, response, token)
    const failure = await proceed(portal, request, response, begun.value)
    return failure && restartSignIn(portal, request, response, failure)
  })

  return router

  function showForm(request: Request, response: Response, errors?: FormErrors) {
    const page = createAccountPage({
      form: { action: PATHS.createAccount },
      backPath: PATHS.wall,
      values: valuesOf(formOf(request)),
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showDeadLink(request: Request, response: Response, token: string) {
    const again = { action: PATHS.accountAsked, hidden: { [TOKEN]: token } }
    return sendPage(request, response, activationDeadPage({ again }), { status: 410 })
  }
}
