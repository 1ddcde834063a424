/** « Ajouter un intervenant » (S1.17, R2): a form, a confirmation of what will be sent to whom, then the invitation. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { participantAlreadyActive } from '../../cases/give-access.ts'
import { type Newcomer, type NewcomerFaults, readNewcomer } from '../../cases/newcomer.ts'
import type { Expertise } from '../../cases/participation.ts'
import { actorOf, actsIn, closedByCourt, INVITABLE_PROFILES, isInvitable, mayInvite } from '../../cases/rights.ts'
import type { ErrorId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames } from '../../views/field-names.ts'
import { notFoundPage } from '../../views/pages/endings.tsx'
import { addParticipantPage, confirmInvitationPage } from '../../views/pages/participants.tsx'
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

export function addingRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, participants } = portal
  const router = Router()
  const guarded = requireSession(portal)

  router.get(PATHS.addParticipant, guarded, async (request, response) => {
    const found = await whereInviting(request)
    return found === undefined ? showNotFound(request, response) : showForm(request, response, found.expertise)
  })

  router.post(PATHS.addParticipant, guarded, async (request, response) => {
    const found = await whereInviting(request)
    if (found === undefined) return showNotFound(request, response)
    const { actor, expertise } = found
    const read = readForm(request)
    if ('faults' in read) return showForm(request, response, expertise, errorsOf(read.faults), 400)
    const pressed = field(request, fieldNames.formAction)
    if (pressed === CORRECT) return showForm(request, response, expertise)
    if (pressed !== SEND) return showConfirmation(request, response, expertise, read.newcomer)

    const added = await participants.add(actor, expertise.id, read.newcomer, request.visit.at)
    if (added.ok) {
      await portal.sendMailNow()
      return response.redirect(303, `${expertisePath(expertise.id)}?avis=invitation`)
    }
    const error = ERROR_OF[added.failure.code]
    if (error === undefined) return answerFailure(request, response, sendPage, added.failure)
    const status = STATUS_OF[added.failure.category]
    return showForm(request, response, expertise, { [fieldNames.email]: error }, status)
  })

  return router

  async function whereInviting(request: Request) {
    const actor = actorOf(signedInOf(request).session)
    const expertise = await stores.cases.find(String(request.params['id']))
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

const typed = (request: Request) => ({
  [fieldNames.profile]: field(request, fieldNames.profile),
  [fieldNames.givenNames]: field(request, fieldNames.givenNames),
  [fieldNames.surname]: field(request, fieldNames.surname),
  [fieldNames.email]: field(request, fieldNames.email),
})

function readForm(request: Request) {
  const profile = field(request, fieldNames.profile)
  return readNewcomer(isInvitable(profile) ? profile : undefined, {
    givenNames: field(request, fieldNames.givenNames),
    surname: field(request, fieldNames.surname),
    email: field(request, fieldNames.email),
  })
}

type Fault = NonNullable<NewcomerFaults[keyof NewcomerFaults]>

const FAULTS: Readonly<Record<keyof NewcomerFaults, Readonly<Partial<Record<Fault, ErrorId>>>>> = {
  profile: { missing: 'participant-profile-missing' },
  givenNames: { missing: 'given-names-missing', 'too-long': 'text-too-long' },
  surname: { missing: 'surname-missing', 'too-long': 'text-too-long' },
  email: { missing: 'participant-email-missing', malformed: 'email-malformed' },
}

const errorsOf = (faults: NewcomerFaults): FormErrors =>
  Object.fromEntries(
    (['profile', 'givenNames', 'surname', 'email'] as const).flatMap((name) => {
      const error = faults[name] && FAULTS[name][faults[name]]
      return error === undefined ? [] : [[fieldNames[name], error]]
    }),
  )

const ERROR_OF: Readonly<Partial<Record<string, ErrorId>>> = {
  [participantAlreadyActive.code]: 'participant-already-active',
  [closedByCourt.code]: 'participant-closed-by-court',
}
