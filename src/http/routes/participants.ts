/** What the expert does about participants: add, send again, deactivate, regenerate (S1.16 to S1.22); the court deactivates. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { participantAlreadyActive } from '../../cases/give-access.ts'
import { type Newcomer, type NewcomerFaults, readNewcomer } from '../../cases/newcomer.ts'
import type { Expertise } from '../../cases/participation.ts'
import {
  actorOf,
  actsIn,
  type CaseActor,
  closedByCourt,
  INVITABLE_PROFILES,
  isInvitable,
  mayDeactivate,
  mayInvite,
} from '../../cases/rights.ts'
import type { Outcome } from '../../failures/failure.ts'
import type { ErrorId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames } from '../../views/field-names.ts'
import { notFoundPage } from '../../views/pages/endings.tsx'
import {
  addParticipantPage,
  confirmInvitationPage,
  deactivateParticipantPage,
} from '../../views/pages/participants.tsx'
import { answerFailure, STATUS_OF } from '../failure-response.ts'
import { field } from '../form.ts'
import { expertisePath } from '../landing.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'participants' | 'sendMailNow'>
type FormErrors = Errors<'profile' | 'givenNames' | 'surname' | 'email'>

/** The buttons of the confirmation. */
const SEND = 'envoyer'
const CORRECT = 'corriger'

export function participantRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, participants } = portal
  const router = Router()
  const guarded = requireSession(portal)

  router.get(PATHS.addParticipant, guarded, async (request, response) => {
    const found = await whereLeading(request)
    return found === undefined ? showNotFound(request, response) : showForm(request, response, found.expertise)
  })

  router.post(PATHS.addParticipant, guarded, async (request, response) => {
    const found = await whereLeading(request)
    if (found === undefined) return showNotFound(request, response)
    const { actor, expertise } = found
    const read = readNewcomer(profileOf(request), {
      givenNames: field(request, fieldNames.givenNames),
      surname: field(request, fieldNames.surname),
      email: field(request, fieldNames.email),
    })
    if ('faults' in read) return showForm(request, response, expertise, errorsOf(read.faults), 400)
    const pressed = field(request, fieldNames.formAction)
    if (pressed === CORRECT) return showForm(request, response, expertise)
    if (pressed !== SEND) return showConfirmation(request, response, expertise, read.newcomer)

    const added = await participants.add(actor, expertise.id, read.newcomer, request.visit.at)
    if (added.ok) return done(response, expertise.id, 'invitation')
    const error = ERROR_OF[added.failure.code]
    if (error === undefined) return answerFailure(request, response, sendPage, added.failure)
    const status = STATUS_OF[added.failure.category]
    return showForm(request, response, expertise, { [fieldNames.email]: error }, status)
  })

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
    if (actor === undefined || expertise === undefined || entry?.expertiseId !== expertise.id)
      return showNotFound(request, response)
    if (!mayDeactivate(actor, entry.profile) || !(await actsIn(stores.cases, actor, expertise.id)))
      return showNotFound(request, response)
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
    if (actor === undefined) return showNotFound(request, response)
    const outcome = await work(actor, expertiseIdOf(request))
    return outcome.ok
      ? done(response, expertiseIdOf(request), notice)
      : answerFailure(request, response, sendPage, outcome.failure)
  }

  async function done(response: Response, expertiseId: string, notice: string) {
    await portal.sendMailNow()
    return response.redirect(303, `${expertisePath(expertiseId)}?avis=${notice}`)
  }

  async function whereLeading(request: Request) {
    const actor = actorOf(signedInOf(request).session)
    const expertise = await stores.cases.find(expertiseIdOf(request))
    if (actor === undefined || expertise === undefined || !mayInvite(actor)) return undefined
    return (await actsIn(stores.cases, actor, expertise.id)) ? { actor, expertise } : undefined
  }

  function showForm(
    request: Request,
    response: Response,
    { id, reference }: Expertise,
    errors: FormErrors = {},
    status = 200,
  ) {
    const page = addParticipantPage({
      caseReference: reference,
      form: { action: request.path },
      backPath: expertisePath(id),
      profiles: INVITABLE_PROFILES,
      values: typed(request),
      errors,
    })
    return sendPage(request, response, page, { status })
  }

  function showConfirmation(
    request: Request,
    response: Response,
    { reference }: Expertise,
    { profile, names, address }: Newcomer,
  ) {
    const target = (pressed: string) => ({
      action: request.path,
      hidden: { ...typed(request), [fieldNames.formAction]: pressed },
    })
    const page = confirmInvitationPage({
      caseReference: reference,
      profile,
      name: fullName(names),
      email: address.address,
      send: target(SEND),
      correct: target(CORRECT),
    })
    return sendPage(request, response, page)
  }

  function showNotFound(request: Request, response: Response) {
    return sendPage(request, response, notFoundPage({ homePath: PATHS.expertises }), { status: 404 })
  }
}

const expertiseIdOf = (request: Request): string => String(request.params['id'])
const participantIdOf = (request: Request): string => String(request.params['participantId'])

function profileOf(request: Request) {
  const profile = field(request, fieldNames.profile)
  return isInvitable(profile) ? profile : undefined
}

const typed = (request: Request) => ({
  [fieldNames.profile]: field(request, fieldNames.profile),
  [fieldNames.givenNames]: field(request, fieldNames.givenNames),
  [fieldNames.surname]: field(request, fieldNames.surname),
  [fieldNames.email]: field(request, fieldNames.email),
})

const FAULTS = {
  profile: { missing: 'participant-profile-missing' },
  givenNames: { missing: 'given-names-missing', 'too-long': 'text-too-long' },
  surname: { missing: 'surname-missing', 'too-long': 'text-too-long' },
  email: { missing: 'participant-email-missing', malformed: 'email-malformed' },
} as const satisfies Record<keyof NewcomerFaults, Partial<Record<string, ErrorId>>>

function errorsOf(faults: NewcomerFaults): FormErrors {
  const errors: Partial<Record<string, ErrorId>> = {}
  for (const name of ['profile', 'givenNames', 'surname', 'email'] as const) {
    const known: Partial<Record<string, ErrorId>> = FAULTS[name]
    const fault = faults[name]
    const error = fault === undefined ? undefined : known[fault]
    if (error !== undefined) errors[fieldNames[name]] = error
  }
  return errors
}

const ERROR_OF: Readonly<Partial<Record<string, ErrorId>>> = {
  [participantAlreadyActive.code]: 'participant-already-active',
  [closedByCourt.code]: 'participant-closed-by-court',
}
