/** The e-mailed code: `/connexion/code`, its resending and « Ce n'est pas moi » (S1.25 to S1.28). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Failure } from '../../failures/failure.ts'
import { maskedAddress } from '../../mail/masked-address.ts'
import { latestMailAbout } from '../../mail/outbox.ts'
import { mailSubjectOf } from '../../sign-in/methods/email-code/code-desk.ts'
import { codeDead } from '../../sign-in/methods/email-code/one-time-code.ts'
import type { SignIn } from '../../sign-in/sign-in.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import { type CodeProps, codePage } from '../../views/pages/code.tsx'
import { notMeDonePage, notMePage } from '../../views/pages/not-me.tsx'
import { answerFailure, STATUS_OF } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { newReference } from '../reference.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { currentSignIn, proceed, withAttempt, withIntent } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'
import { emailProfileOf } from './email.ts'

type Parts = Pick<
  Portal,
  | 'stores'
  | 'sendPage'
  | 'emailSignIn'
  | 'firstCard'
  | 'codes'
  | 'reportAttempt'
  | 'establish'
  | 'random'
  | 'mailSender'
  | 'sendMailNow'
  | 'ephemeral'
  | 'offersPersonalAccount'
>

export function codeRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'code')
  const router = Router()

  router.get(PATHS.code, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)
    const { step } = found.value.state
    if (step === 'authenticated' || step === 'queued')
      return response.redirect(303, withAttempt(PATHS.goOn, found.value))
    return showCode(request, response, found.value)
  })

  router.post(PATHS.code, limit, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)
    const typed = field(request, fieldNames.code)
    const malformed = whatIsMissing(typed)
    if (malformed !== undefined) return showCode(request, response, found.value, { errors: { code: malformed } })
    const checked = await prove(request, found.value, typed)
    const failure = checked.ok ? await proceed(portal, request, response, checked.value) : checked.failure
    if (failure !== undefined) return answerCode(request, response, found.value, failure)
    return undefined
  })

  router.post(PATHS.resendCode, limit, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)
    const path = found.value.state.step === 'proving-address' ? portal.firstCard : portal.emailSignIn
    const sent = await path.resend(browserKeyOf(request), found.value.id, request.visit.at)
    if (!sent.ok) return answerCode(request, response, found.value, sent.failure)
    await portal.sendMailNow()
    return response.redirect(303, `${withAttempt(PATHS.code, sent.value)}&renvoye=${ticked}`)
  })

  router.post(PATHS.notMe, async (request, response) => {
    const found = await currentSignIn(portal, request)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)
    const hidden = { [fieldNames.attempt]: found.value.id }
    if (field(request, CONFIRMED) !== ticked) {
      const confirm = { action: PATHS.notMe, hidden: { ...hidden, [CONFIRMED]: ticked } }
      return sendPage(request, response, notMePage({ confirm, back: { href: withAttempt(PATHS.code, found.value) } }))
    }
    const reported = await portal.reportAttempt(browserKeyOf(request), found.value.id, request.visit.at)
    if (!reported.ok) return restartSignIn(portal, request, response, reported.failure)
    await portal.sendMailNow()
    return sendPage(request, response, notMeDonePage({ forgottenPath: PATHS.forgottenPassword }))
  })

  return router

  async function prove(request: Request, { id, state }: SignIn, typed: string) {
    const { at } = request.visit
    if (state.step !== 'proving-address') return portal.emailSignIn.prove(browserKeyOf(request), id, typed, at)
    const proven = await portal.firstCard.prove(browserKeyOf(request), id, typed, newReference(portal.random), at)
    await portal.sendMailNow()
    return proven
  }

  /** What went wrong with a code is told on the code page; anything else sends back to the start. */
  function answerCode(request: Request, response: Response, signIn: SignIn, failure: Failure) {
    switch (failure.code) {
      case 'sign-in.code-wrong':
        return showCode(request, response, signIn, { status: 401, errors: { code: 'code-wrong' } })
      case 'sign-in.code-dead':
      case 'sign-in.sending-too-soon':
        return showCode(request, response, signIn, { status: STATUS_OF[failure.category] })
      case 'sign-in.too-many-tries':
        return answerFailure(request, response, sendPage, failure)
      default:
        return restartSignIn(portal, request, response, failure)
    }
  }

  async function showCode(
    request: Request,
    response: Response,
    signIn: SignIn,
    { status, errors }: { readonly status?: number; readonly errors?: Errors<'code'> } = {},
  ) {
    const { at } = request.visit
    const { id } = signIn
    const [asked, code, mail] = await Promise.all([
      whatIsAsked(signIn),
      stores.emailCodes.find(id),
      latestMailAbout(stores.outbox, mailSubjectOf(id), at),
    ])
    if (asked === undefined || code === undefined) return restartSignIn(portal, request, response, codeDead({}))
    const resendAt = await portal.codes.nextSendingAt(stores, id, asked, at)
    const hidden = { [fieldNames.attempt]: id }
    const page = codePage({
      profile: asked.title,
      form: { action: PATHS.code, hidden },
      back: { href: asked.back },
      resend: { action: PATHS.resendCode, hidden },
      notMe: { action: PATHS.notMe, hidden },
      maskedEmail: maskedAddress(asked.address),
      sender: portal.mailSender,
      delivery: mail?.delayed ? 'delayed' : parameter(request, 'renvoye') === ticked ? 'sent-again' : 'sent',
      code: codeState(code, at),
      resendWaitSeconds: Math.max(0, Math.ceil((resendAt - at) / 1000)),
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: status ?? (errors === undefined ? 200 : 400) })
  }

  /** Whose login the code is for, or what else it proves. */
  async function whatIsAsked({ intent, state }: SignIn) {
    if (state.step === 'proving-address') {
      const { address, purpose } = state.proof
      const title = purpose.kind === 'relink' ? 'rattachement' : 'inscription'
      return { title, address, back: PATHS.card } as const
    }
    if (state.step !== 'challenged' || state.method !== 'email-code') return undefined
    const account = await stores.accounts.find(state.accountId)
    return (
      account && { title: emailProfileOf(intent.option), address: account.email, back: withIntent(PATHS.email, intent) }
    )
  }
}

const CONFIRMED = 'confirme'

const whatIsMissing = (typed: string) => {
  const code = typed.replace(/\s/g, '')
  if (code === '') return 'code-missing'
  return /^\d{6}$/.test(code) ? undefined : 'code-malformed'
}

function codeState(code: { triesLeft: number; expiresAt: number }, at: number): CodeProps['code'] {
  if (code.triesLeft === 0) return { state: 'spent' }
  if (at >= code.expiresAt) return { state: 'expired' }
  const secondsLeft = Math.floor((code.expiresAt - at) / 1000)
  return { state: 'open', expiresAt: code.expiresAt, secondsLeft, triesLeft: code.triesLeft }
}
