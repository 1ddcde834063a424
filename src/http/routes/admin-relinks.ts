/** `/admin/rattachements`: an administrator decides about cards that did not match their account strictly (S1.35). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { NoticeId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import type { CertificateBinding } from '../../people/certificate-binding.ts'
import type { RelinkRequest } from '../../people/relink.ts'
import type { CardIdentity } from '../../sign-in/card-identity.ts'
import { type RelinkCase, relinkRequestDecided } from '../../sign-in/relink-decision.ts'
import { fieldNames, formActions } from '../../views/field-names.ts'
import { relinkQueuePage } from '../../views/pages/admin/relink-queue.tsx'
import { type RelinkRequestProps, relinkRequestPage } from '../../views/pages/admin/relink-request.tsx'
import { answerFailure, STATUS_OF } from '../failure-response.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireAdministrator } from '../require-administrator.ts'
import { signedInOf } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'relinkDesk' | 'sendMailNow'>

const MOST_SHOWN = 100
const LONGEST_REASON = 1_000

const VERDICTS: Readonly<Record<string, 'approved' | 'refused'>> = {
  [formActions.approve]: 'approved',
  [formActions.refuse]: 'refused',
}
const NOTICES: Readonly<Record<string, NoticeId>> = { approved: 'relink-approved', refused: 'relink-refused' }

export function adminRelinkRoutes(portal: Parts): RequestHandler {
  const { sendPage, relinkDesk } = portal
  const router = Router()
  const guarded = requireAdministrator(portal)

  router.get(PATHS.adminRelinks, guarded, async (request, response) => {
    const pending = await relinkDesk.pending()
    const page = relinkQueuePage({
      waiting: pending.slice(0, MOST_SHOWN).map(waitingCard),
      more: pending.length > MOST_SHOWN,
    })
    const notice = NOTICES[parameter(request, 'avis') ?? '']
    return sendPage(request, response, page, notice === undefined ? {} : { notice })
  })

  router.get(PATHS.adminRelink, guarded, (request, response) => show(request, response))

  router.post(PATHS.adminRelink, guarded, async (request, response) => {
    const verdict = VERDICTS[field(request, fieldNames.formAction)]
    const reason = field(request, fieldNames.reason).trim()
    if (verdict === undefined || reason === '') {
      return show(request, response, 400, { errors: { [fieldNames.reason]: 'reason-missing' } })
    }
    if (reason.length > LONGEST_REASON) {
      return show(request, response, 400, { errors: { [fieldNames.reason]: 'text-too-long' } })
    }
    const { account } = signedInOf(request)
    const decided = await relinkDesk.decide(referenceOf(request), verdict, account.id, reason, request.visit.at)
    if (decided.ok) {
      await portal.sendMailNow()
      return response.redirect(303, `${PATHS.adminRelinks}?avis=${verdict}`)
    }
    const { category, code } = decided.failure
    if (code === relinkRequestDecided.code) return show(request, response, STATUS_OF[category], { conflict: true })
    return answerFailure(request, response, sendPage, decided.failure)
  })

  return router

  async function show(
    request: Request,
    response: Response,
    status = 200,
    more: Pick<RelinkRequestProps, 'errors' | 'conflict'> = {},
  ) {
    const opened = await relinkDesk.open(referenceOf(request))
    if (!opened.ok) return answerFailure(request, response, sendPage, opened.failure)
    const { request: asked, account, presented, bound } = opened.value
    const page = relinkRequestPage({
      reference: asked.reference,
      askedAt: asked.askedAt,
      account,
      presented,
      bound: bound.map((card) => comparedCard(card, request.visit.at)),
      concerns: presented.review,
      queuePath: PATHS.adminRelinks,
      decision: await decisionOf(request, opened.value),
      ...more,
    })
    return sendPage(request, response, page, { status })
  }

  async function decisionOf(
    request: Request,
    { request: asked, account }: RelinkCase,
  ): Promise<RelinkRequestProps['decision']> {
    const { status, decidedAt, decidedBy = '', reason = '' } = asked
    if (status !== 'pending' && decidedAt !== undefined) {
      const decider = await portal.stores.accounts.find(decidedBy)
      const by = decider === undefined ? decidedBy : fullName(decider)
      return { kind: 'decided', verdict: status, by, at: decidedAt, reason }
    }
    if (signedInOf(request).account.id === account.id) return { kind: 'own' }
    const form = { action: pathOf(asked) }
    return { kind: 'open', form, reason: field(request, fieldNames.reason), longestReason: LONGEST_REASON }
  }
}

const referenceOf = (request: Request): string => String(request.params['reference'])

const pathOf = ({ reference }: RelinkRequest): string => PATHS.adminRelink.replace(':reference', reference)

function waitingCard(asked: RelinkRequest) {
  const { label, issuer, review } = JSON.parse(asked.card) as CardIdentity
  const { reference, askedAt } = asked
  return { path: pathOf(asked), reference, askedAt, label, issuer, concerns: review.length }
}

const comparedCard = (card: CertificateBinding, at: number): RelinkRequestProps['bound'][number] => ({
  ...card,
  status: card.status === 'active' && at >= card.notAfter ? 'expired' : card.status,
})
