/** E-mail and password: `/connexion/email` (S1.23). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { type Failure, fail } from '../../failures/failure.ts'
import type { NoticeId } from '../../messages/messages.ts'
import { credentialsWrong } from '../../sign-in/methods/email-code/prove-password.ts'
import { profileByEmail } from '../../sign-in/profile-by-email.ts'
import { EMAIL_OPTIONS, isWallOption, type WallOption } from '../../sign-in/profile-wall.ts'
import type { Intent } from '../../sign-in/transaction.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames } from '../../views/field-names.ts'
import { type EmailProfile, emailLoginPage } from '../../views/pages/email-login.tsx'
import { answerFailure, STATUS_OF } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { beginBrowser } from '../session-cookie.ts'
import { intentFields, readIntent, withAttempt } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<
  Portal,
  'stores' | 'sendPage' | 'provePassword' | 'emailSignIn' | 'sendMailNow' | 'ephemeral' | 'accessCutOff'
>

export function emailRoutes(portal: Parts): RequestHandler {
  const { sendPage } = portal
  const router = Router()

  router.get(PATHS.email, (request, response) => {
    const reset = parameter(request, 'avis') === 'mot-de-passe'
    return showForm(request, response, reset ? { notice: 'password-reset' } : {})
  })

  router.post(PATHS.email, limitPerAddress(portal.ephemeral, sendPage, 'email'), async (request, response) => {
    const email = field(request, fieldNames.email)
    const password = field(request, fieldNames.password)
    const errors = {
      ...(email.trim() === '' ? { [fieldNames.email]: 'email-missing' as const } : {}),
      ...(password === '' ? { [fieldNames.password]: 'password-missing' as const } : {}),
    }
    if (Object.keys(errors).length > 0) return showForm(request, response, { errors })
    const begun = await begin(request, email, password)
    if (!begun.ok) return showForm(request, response, { failure: begun.failure })
    await portal.sendMailNow()
    return response.redirect(303, withAttempt(PATHS.code, begun.value))
  })

  return router

  async function begin(request: Request, email: string, password: string) {
    const { at, browserHash } = request.visit
    const proven = await portal.provePassword({ email, password, browserHash }, at)
    if (!proven.ok) return proven
    const { account } = proven.value
    const asked = emailIntent(request)
    // Links in mails lead to the party's form: whoever is none is let in by their own door.
    for (const option of [asked.option, ...EMAIL_OPTIONS]) {
      const profile = await profileByEmail(portal.stores, option, account, portal.accessCutOff)
      if (profile === undefined) continue
      await beginBrowser(request)
      return portal.emailSignIn.begin(browserKeyOf(request), { ...asked, option }, account, profile, at)
    }
    // The password was right, which the answer does not tell.
    await portal.stores.journal.append('sign-in.password-refused', { account: account.id }, at)
    return fail(credentialsWrong({}))
  }

  function showForm(
    request: Request,
    response: Response,
    outcome: {
      readonly errors?: Errors<'email' | 'password'>
      readonly failure?: Failure
      readonly notice?: NoticeId
    } = {},
  ) {
    const { errors, failure, notice } = outcome
    const intent = emailIntent(request)
    const retryAt = failure?.data['retryAt']
    if (failure !== undefined && failure.code !== credentialsWrong.code && typeof retryAt !== 'number') {
      return answerFailure(request, response, sendPage, failure)
    }
    const page = emailLoginPage({
      profile: emailProfileOf(intent.option),
      form: { action: PATHS.email, hidden: intentFields(intent) },
      back: { action: PATHS.changeProfile },
      forgottenPath: PATHS.forgottenPassword,
      ...(intent.option === 'candidat' ? {} : { askInvitationAgainPath: PATHS.askInvitationAgain }),
      values: { email: field(request, fieldNames.email) },
      ...(errors === undefined ? {} : { errors }),
      ...(failure === undefined ? {} : { refusal: refusalOf(retryAt, request.visit.at) }),
    })
    const status = errors === undefined ? failure && STATUS_OF[failure.category] : 400
    return sendPage(request, response, page, {
      ...(status === undefined ? {} : { status }),
      ...(notice === undefined ? {} : { notice }),
    })
  }
}

/** What only a card may be (S1.5) cannot be asked for with a password: whoever comes with that answer is taken for a party. */
function emailIntent(request: Request): Intent {
  const intent = readIntent(request, 'intervenant-de-partie')
  return intent.option === 'carte' ? { ...intent, option: 'intervenant-de-partie' } : intent
}

const refusalOf = (retryAt: unknown, at: number) =>
  typeof retryAt === 'number'
    ? ({ kind: 'throttled', waitMinutes: Math.max(1, Math.ceil((retryAt - at) / 60_000)) } as const)
    : ({ kind: 'wrong' } as const)

/** The card's answer of the wall has no e-mail page: whoever comes with it is shown the party's. */
export const emailProfileOf = (option: string): EmailProfile =>
  isWallOption(option) && option !== 'carte' ? option : ('intervenant-de-partie' satisfies WallOption)
