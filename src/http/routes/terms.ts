/** The terms gate: `/cgu` (S1.44 to S1.47), for a sign-in that is not over and for a session that meets a new version. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { SignIn } from '../../sign-in/sign-in.ts'
import { step } from '../../sign-in/sign-in.ts'
import { type Acceptor, acceptTerms, createTermsGate } from '../../terms/gate.ts'
import type { TermsVersion } from '../../terms/terms.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import { termsPage, termsRefusedPage } from '../../views/pages/terms.tsx'
import { field } from '../form.ts'
import { landingPath } from '../landing.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { restartSignIn } from '../restart.ts'
import { RESUME, resumePath } from '../resume.ts'
import { currentSignIn, proceed } from '../sign-in-progress.ts'
import { endSession } from '../sign-out.ts'

type Parts = Pick<Portal, 'stores' | 'transact' | 'sendPage' | 'establish' | 'random' | 'offersPersonalAccount'>

/** Who is at the gate: somebody who is logging in, or somebody with a session. */
interface AtTheGate {
  readonly acceptor: Acceptor
  readonly signIn: SignIn | undefined
}

export function termsRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const gate = createTermsGate(stores.terms)
  const router = Router()

  router.get(PATHS.terms, async (request, response) => {
    const person = await whoIsAtTheGate(request)
    if (person === undefined) return response.redirect(303, PATHS.wall)
    const owed = await gate.owed(person.acceptor.accountId, person.acceptor.profile, request.visit.at)
    return owed === undefined ? letThrough(request, response, person) : showTerms(request, response, person, owed)
  })

  router.get(PATHS.termsFile, async (request, response, next) => {
    const pdf = await stores.terms.pdf(String(request.params['id']))
    if (pdf === undefined) return next()
    response.setHeader('Content-Disposition', 'attachment; filename="conditions-generales-utilisation.pdf"')
    return response.type('application/pdf').send(Buffer.from(pdf))
  })

  router.post(PATHS.terms, async (request, response) => {
    const { at } = request.visit
    const person = await whoIsAtTheGate(request)
    if (person === undefined) return response.redirect(303, PATHS.wall)
    const { acceptor } = person
    const owed = await gate.owed(acceptor.accountId, acceptor.profile, at)
    if (owed === undefined) return letThrough(request, response, person)
    if (field(request, fieldNames.acceptance) !== ticked)
      return showTerms(request, response, person, owed, 'not-ticked')

    const acceptanceId = Buffer.from(portal.random.bytes(16)).toString('hex')
    const accepted = await portal.transact((within) =>
      acceptTerms(within, acceptor, field(request, SHOWN), acceptanceId, at),
    )
    return accepted.ok
      ? letThrough(request, response, person)
      : showTerms(request, response, person, owed, 'superseded')
  })

  router.post(PATHS.refuseTerms, async (request, response) => {
    const { at } = request.visit
    const person = await whoIsAtTheGate(request)
    if (person !== undefined) {
      const { acceptor, signIn } = person
      await stores.journal.append('terms.refused', { account: acceptor.accountId, profile: acceptor.profile }, at)
      if (signIn !== undefined) {
        await step(stores.signIns, signIn, { type: 'refused', failureCode: 'terms.refused', reference: signIn.id })
      }
    }
    await endSession(stores, request, 'terms-refused')
    return sendPage(withoutPerson(request), response, termsRefusedPage({ signInPath: PATHS.wall }))
  })

  return router

  async function whoIsAtTheGate(request: Request): Promise<AtTheGate | undefined> {
    const found = await currentSignIn(portal, request)
    if (found.ok && found.value.state.step === 'authenticated') {
      const { accountId, profile, method } = found.value.state.person
      return { acceptor: { accountId, profile, method }, signIn: found.value }
    }
    const { signedIn } = request.visit
    if (signedIn === undefined) return undefined
    const { profile, method } = signedIn.session
    return { acceptor: { accountId: signedIn.account.id, profile, method }, signIn: undefined }
  }

  async function letThrough(request: Request, response: Response, { signIn }: AtTheGate) {
    if (signIn !== undefined) {
      const failure = await proceed(portal, request, response, signIn)
      return failure && restartSignIn(portal, request, response, failure)
    }
    const { signedIn } = request.visit
    const landing = signedIn === undefined ? PATHS.wall : landingPath(signedIn.session)
    return response.redirect(303, resumePath(request, landing))
  }

  async function showTerms(
    request: Request,
    response: Response,
    { acceptor, signIn }: AtTheGate,
    version: TermsVersion,
    accepted: 'not-asked' | 'not-ticked' | 'superseded' = 'not-asked',
  ) {
    const [acceptances, pdf] = await Promise.all([
      stores.terms.acceptances(acceptor.accountId, acceptor.profile),
      stores.terms.pdf(version.id),
    ])
    const resume = resumePath(request, '')
    const attempt: Record<string, string> = {
      ...(signIn === undefined ? {} : { [fieldNames.attempt]: signIn.id }),
      ...(resume === '' ? {} : { [RESUME]: resume }),
    }
    const page = termsPage({
      reason: acceptances.length === 0 ? 'first' : 'new-version',
      version: {
        label: version.label,
        effectiveAt: version.effectiveAt,
        sha256: version.sha256,
        sizeBytes: pdf?.byteLength ?? 0,
        downloadPath: PATHS.termsFile.replace(':id', version.id),
      },
      accept: { action: PATHS.terms, hidden: { ...attempt, [SHOWN]: version.id } },
      refuse: { action: PATHS.refuseTerms, hidden: attempt },
      ...(accepted === 'not-ticked' ? { errors: { [fieldNames.acceptance]: 'acceptance-missing' } as const } : {}),
    })
    return sendPage(request, response, page, { status: STATUS[accepted] })
  }
}

/** Which text was on the screen when the box was ticked. */
const SHOWN = 'version'

const STATUS = { 'not-asked': 200, 'not-ticked': 400, superseded: 409 }

function withoutPerson(request: Request): Request {
  request.visit = { ...request.visit, signedIn: undefined }
  return request
}
