/** The card: `/connexion/carte` (S1.11), `/tester-ma-carte`, and the way back from the card listener with a ticket. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Failure } from '../../failures/failure.ts'
import type { CardFacts } from '../../sign-in/methods/smart-card/card-examination.ts'
import { beginCardSignIn, signInWithCard } from '../../sign-in/methods/smart-card/sign-in-with-card.ts'
import { findSignIn, type SignIn } from '../../sign-in/sign-in.ts'
import type { Intent } from '../../sign-in/transaction.ts'
import { cardRefusalPage } from '../../views/pages/card-refusal.tsx'
import { cardStartPage } from '../../views/pages/card-start.tsx'
import { cardTestPage, cardTestStartPage } from '../../views/pages/card-test.tsx'
import { causeOf } from '../card-refusal-cause.ts'
import { STATUS_OF } from '../failure-response.ts'
import { parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { newReference } from '../reference.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { beginBrowser } from '../session-cookie.ts'
import { intentFields, proceed, readIntent } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<
  Portal,
  'stores' | 'transact' | 'sendPage' | 'cards' | 'establish' | 'random' | 'ephemeral' | 'offersPersonalAccount'
>

const TICKET = 'ticket'

export function cardRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, cards } = portal
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'card')
  const router = Router()

  router.get(PATHS.card, (request, response) => {
    const form = { action: PATHS.card, hidden: intentFields(readIntent(request, 'carte')) }
    const page = cardStartPage({ form, back: { action: PATHS.changeProfile }, testCardPath: PATHS.testCard })
    sendPage(request, response, page)
  })

  router.post(PATHS.card, limit, async (request, response) => {
    await beginBrowser(request)
    const browserKey = browserKeyOf(request)
    const id = Buffer.from(portal.random.bytes(16)).toString('hex')
    const intent: Intent = { ...readIntent(request, 'carte'), option: 'carte' }
    const signIn = await beginCardSignIn(stores, id, browserKey, intent, request.visit.at)
    response.redirect(303, await cards.open(browserKey, { kind: 'sign-in', signInId: signIn.id }))
  })

  router.get(PATHS.cardReturn, async (request, response) => {
    const { at } = request.visit
    const redeemed = await cards.redeem(browserKeyOf(request), parameter(request, TICKET) ?? '')
    if (!redeemed.ok) return refuse(request, response, redeemed.failure, undefined, undefined)
    const { purpose, examination, reference } = redeemed.value
    if (purpose.kind !== 'sign-in') return response.redirect(303, PATHS.testCard)
    const found = await findSignIn(stores.signIns, browserKeyOf(request), purpose.signInId, at)
    if (!found.ok) return restartSignIn(portal, request, response, found.failure)

    const moved = await portal.transact((within) => signInWithCard(within, found.value, examination, reference, at))
    if (!moved.ok) return refuse(request, response, moved.failure, found.value, examination.facts, reference)
    const failure = await proceed(portal, request, response, moved.value)
    return failure && restartSignIn(portal, request, response, failure)
  })

  router.get(PATHS.testCard, (request, response) => {
    sendPage(request, response, cardTestStartPage({ form: { action: PATHS.testCard } }))
  })

  router.post(PATHS.testCard, limit, async (request, response) => {
    await beginBrowser(request)
    response.redirect(303, await cards.open(browserKeyOf(request), { kind: 'test' }))
  })

  router.get(PATHS.testCardReturn, async (request, response) => {
    const redeemed = await cards.redeem(browserKeyOf(request), parameter(request, TICKET) ?? '')
    if (!redeemed.ok) return refuse(request, response, redeemed.failure, undefined, undefined)
    const { examination, reference } = redeemed.value
    await stores.journal.append(
      'card.tested',
      {
        failure: examination.accepted ? null : examination.failure.code,
        certificate: examination.facts?.sha256 ?? null,
        reference,
      },
      request.visit.at,
    )
    const page = cardTestPage({
      checks: examination.checks,
      ...(examination.accepted ? {} : { cause: causeOf(examination.failure) }),
      ...(examination.facts === undefined ? {} : { certificate: examination.facts }),
      again: { action: PATHS.testCard },
      signInPath: PATHS.wall,
      reference,
    })
    return sendPage(request, response, page)
  })

  return router

  function refuse(
    request: Request,
    response: Response,
    failure: Failure,
    signIn: SignIn | undefined,
    facts: CardFacts | undefined,
    reference: string = newReference(portal.random),
  ) {
    const intent = signIn?.intent ?? readIntent(request, 'carte')
    const page = cardRefusalPage({
      cause: causeOf(failure),
      reference,
      tryAgain: { action: PATHS.card, hidden: intentFields(intent) },
      changeProfile: { action: PATHS.changeProfile },
      ...(facts === undefined ? {} : { certificate: facts }),
    })
    return sendPage(request, response, page, { status: STATUS_OF[failure.category] })
  }
}
