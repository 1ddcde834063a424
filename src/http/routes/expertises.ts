/** The landing pages: the dashboard by card, the case invited to by e-mail, the list of several (S1.11, S1.30 to S1.33). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { openCases } from '../../cases/open-cases.ts'
import type { Expertise, Participation } from '../../cases/participation.ts'
import type { NoticeId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import { daysLeft, endingCard } from '../../people/card-expiry.ts'
import { casePage } from '../../views/pages/case.tsx'
import { caseListPage } from '../../views/pages/case-list.tsx'
import { dashboardPage } from '../../views/pages/dashboard.tsx'
import { invitationInactivePage, notFoundPage } from '../../views/pages/endings.tsx'
import { parameter } from '../form.ts'
import { expertisePath } from '../landing.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { isAdministrator } from '../require-administrator.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { participantsOfCase } from './participant-list.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'accessCutOff' | 'applicationLinks' | 'relinkDesk'>

export function expertiseRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const router = Router()
  const guarded = requireSession(portal)

  router.get(PATHS.expertises, guarded, async (request, response) => {
    const { account, session } = signedInOf(request)
    const participations = await participationsOf(request)
    const cases = participations.map(summary)
    if (session.method === 'smart-card') {
      const directory = session.profile === 'expert' ? { lawyersDirectoryPath: PATHS.lawyers } : {}
      const ending = endingCard(await stores.bindings.listOf(account.id), request.visit.at)
      const page = dashboardPage({
        name: fullName(account),
        cases,
        applications: await portal.applicationLinks(session.profile),
        ...directory,
        ...((await isAdministrator(portal, signedInOf(request))) ? { relinkQueue: await relinkQueue() } : {}),
        ...(ending === undefined ? {} : { certificateEnd: certificateEnd(ending, request.visit.at) }),
      })
      return sendPage(request, response, page)
    }
    if (participations.length === 0) {
      return sendPage(request, response, invitationInactivePage({ homePath: PATHS.wall }), { status: 403 })
    }
    return sendPage(request, response, caseListPage({ cases, ...tabs(request, participations) }))
  })

  router.get(PATHS.expertise, guarded, async (request, response) => {
    const participations = await participationsOf(request)
    const wanted = participations.find(({ expertise }) => expertise.id === request.params['id'])
    // R10: nobody reads a case without an active entry; that a case exists is not told either.
    if (wanted === undefined) return showNoAccess(request, response)
    return showCase(request, response, wanted.expertise, participations)
  })

  return router

  function participationsOf(request: Request): Promise<readonly Participation[]> {
    return openCases(stores.cases, signedInOf(request).session, portal.accessCutOff)
  }

  async function relinkQueue() {
    return { path: PATHS.adminRelinks, waiting: (await portal.relinkDesk.pending()).length }
  }

  async function showCase(
    request: Request,
    response: Response,
    expertise: Expertise,
    participations: readonly Participation[],
  ) {
    const { session } = signedInOf(request)
    const page = casePage({
      ...expertise,
      ...(await participantsOfCase(portal, session, expertise.id, request.visit.at)),
      leavePath: PATHS.expertises,
      ...tabs(request, participations),
    })
    const notice = NOTICES[parameter(request, 'avis') ?? '']
    return sendPage(request, response, page, notice === undefined ? {} : { notice })
  }

  /** Somebody who was in this case is told so; anybody else is not told that it exists. */
  async function showNoAccess(request: Request, response: Response) {
    const entries = await stores.cases.entriesOf(String(request.params['id']), signedInOf(request).account.id)
    const page =
      entries.length > 0
        ? invitationInactivePage({ homePath: PATHS.expertises })
        : notFoundPage({ homePath: PATHS.expertises })
    return sendPage(request, response, page, { status: 404 })
  }

  /** S1.32: « Accéder à l'expertise » and « Accéder aux expertises », for those who take part in several by e-mail. */
  function tabs(request: Request, participations: readonly Participation[]) {
    const { session } = signedInOf(request)
    const [newest, second] = participations
    if (session.method === 'smart-card' || newest === undefined || second === undefined) return {}
    const entry = participations.find(({ expertise }) => expertise.id === session.entryExpertiseId) ?? newest
    return { tabs: { casePath: expertisePath(entry.expertise.id), casesPath: PATHS.expertises } }
  }
}

/** What was just done about participants, as the address says it. */
const NOTICES: Readonly<Record<string, NoticeId>> = {
  invitation: 'invitation-sent',
  inactif: 'participant-deactivated',
  regeneration: 'accesses-regenerated',
}

/** S2.31. */
const certificateEnd = ({ notAfter }: { readonly notAfter: number }, at: number) => ({
  daysLeft: daysLeft(notAfter, at),
  notAfter,
  guidePath: PATHS.certificateGuide,
})

const summary = ({ expertise, profile }: Participation) => ({
  path: expertisePath(expertise.id),
  reference: expertise.reference,
  title: expertise.title,
  court: expertise.court,
  openedAt: expertise.openedAt,
  profile,
})
