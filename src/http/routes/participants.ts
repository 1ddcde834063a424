/** What the expert does about participants: send again, deactivate, regenerate (S1.16 to S1.22); the court deactivates. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { actorOf, actsIn, type CaseActor, mayDeactivate } from '../../cases/rights.ts'
import type { Outcome } from '../../failures/failure.ts'
import { fullName } from '../../people/account.ts'
import { notFoundPage } from '../../views/pages/endings.tsx'
import { deactivateParticipantPage } from '../../views/pages/participants.tsx'
import { answerFailure } from '../failure-response.ts'
import { expertisePath } from '../landing.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { addingRoutes } from './participants-adding.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'participants' | 'sendMailNow'>

export function participantRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, participants } = portal
  const router = Router()
  const guarded = requireSession(portal)

  router.use(addingRoutes(portal))

  router.post(PATHS.resendInvitation, guarded, (request, response) =>
    act(request, response, 'invitation', (actor, expertiseId) =>
      participants.resend(actor, expertiseId, participantIdOf(request), request.visit.at),
    ),
  )

  router.post(PATHS.regenerateAccesses, guarded, (request, response) =>
    act(request, response, 'regeneration', (actor, expertiseId) =>
      participants.regenerate.all(actor, expertiseId, request.visit.at),
    ),
  )

  router.post(PATHS.regenerateAccess, guarded, (request, response) =>
    act(request, response, 'regeneration', (actor, expertiseId) =>
      participants.regenerate.one(actor, expertiseId, participantIdOf(request), request.visit.at),
    ),
  )

  router.get(PATHS.deactivateParticipant, guarded, async (request, response) => {
    const actor = actorOf(signedInOf(request).session)
    const expertise = await stores.cases.find(expertiseIdOf(request))
    const entry = await stores.cases.findEntry(participantIdOf(request))
    const allowed =
      actor !== undefined &&
      entry !== undefined &&
      mayDeactivate(actor, entry.profile) &&
      (await actsIn(stores.cases, actor, entry.expertiseId))
    if (!allowed || expertise === undefined || entry.expertiseId !== expertise.id) {
      return sendPage(request, response, notFoundPage({ homePath: PATHS.expertises }), { status: 404 })
    }
    const page = deactivateParticipantPage({
      name: fullName(entry),
      caseReference: expertise.reference,
      confirm: { action: request.path },
      backPath: expertisePath(expertise.id),
    })
    return sendPage(request, response, page)
  })

  router.post(PATHS.deactivateParticipant, guarded, (request, response) =>
    act(request, response, 'inactif', (actor, expertiseId) =>
      participants.deactivate(actor, expertiseId, participantIdOf(request), request.visit.at),
    ),
  )

  return router

  /** The rules decide who may; whoever may not learns no more than about a page that is not there. */
  async function act(
    request: Request,
    response: Response,
    notice: string,
    work: (actor: CaseActor, expertiseId: string) => Promise<Outcome<unknown>>,
  ) {
    const actor = actorOf(signedInOf(request).session)
    if (actor === undefined) {
      return sendPage(request, response, notFoundPage({ homePath: PATHS.expertises }), { status: 404 })
    }
    const outcome = await work(actor, expertiseIdOf(request))
    const casePath = expertisePath(expertiseIdOf(request))
    if (outcome.ok) {
      await portal.sendMailNow()
      return response.redirect(303, `${casePath}?avis=${notice}`)
    }
    // Somebody got there first, such as the invited person: the list says how it stands.
    if (outcome.failure.category === 'conflict') return response.redirect(303, casePath)
    return answerFailure(request, response, sendPage, outcome.failure)
  }
}

const expertiseIdOf = (request: Request): string => String(request.params['id'])
const participantIdOf = (request: Request): string => String(request.params['participantId'])
