/** The question of a proxy about one request: may it pass, and what is the application told? */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { acceptanceOwed, accessWithdrawn, sessionOver } from '../voucher.ts'
import type { Admissions, Admitted } from './admissions.ts'
import { admit, HEADERS, plainHeaders, redirect, refuse } from './answer.ts'
import { COOKIES, readCookie } from './application-session.ts'
import { type Asserter, subjectOf } from './assertion.ts'
import type { OriginalRequest } from './original-request.ts'
import { hostOf, requirementOf } from './protected-application.ts'
import { hostUnknown, type ProxyTrust, proxyNotTrusted } from './proxy-trust.ts'
import { levelTooLow, profileNotAdmitted, refusalOf } from './refusal.ts'
import type { Registry } from './registry.ts'

export const noApplicationSession = defineFailure(
  'forward-auth.no-session',
  'unauthenticated',
  'The browser holds no cookie of this application.',
)

/** How the proxy sends people on: it hands our own redirection over, or makes one of a header (nginx, HAProxy). */
export type RedirectBy = 'answer' | 'header'

export interface VerifyParts {
  readonly admissions: Admissions
  readonly registry: Registry
  readonly trust: ProxyTrust
  readonly assert: Asserter
  readonly sealer: Sealer
  readonly clock: Clock
}

/** Resolves when answered; what is known already is answered at once. */
export type Verifier = (
  request: IncomingMessage,
  response: ServerResponse,
  original: OriginalRequest,
  redirectBy: RedirectBy,
) => Promise<void> | undefined

const MOST_METHODS = 8

export function createVerifier({ admissions, registry, trust, assert, sealer, clock }: VerifyParts): Verifier {
  return ({ socket }, response, original, redirectBy) => {
    if (!trust.mayAsk(socket, original.secret)) {
      refuse(response, proxyNotTrusted({}))
      return undefined
    }
    const cookie = readCookie(original.cookies, COOKIES.session)
    const at = clock.now()
    const known = cookie === undefined ? undefined : admissions.known(cookie, at)
    if (
      known !== undefined &&
      answersFor(known, original) &&
      trust.speaksFor(known.application, socket, original.secret)
    ) {
      conclude(judge(known, original, at))
      return undefined
    }
    return lookUp(cookie).then(conclude)

    async function lookUp(shown: string | undefined): Promise<Outcome<readonly string[]>> {
      const application = (await registry()).byHost.get(original.host)
      if (application === undefined) return fail(hostUnknown({}))
      if (!trust.speaksFor(application, socket, original.secret)) return fail(proxyNotTrusted({}))
      if (shown === undefined) return fail(noApplicationSession({}))
      const admitted = await admissions.ask(shown, application)
      return admitted.ok ? judge(admitted.value, original, at) : admitted
    }

    function conclude(outcome: Outcome<readonly string[]>): void {
      if (outcome.ok) return admit(response, outcome.value)
      if (!original.isNavigation || !FOR_THE_PORTAL.has(outcome.failure.code)) return refuse(response, outcome.failure)
      const login = loginPath(original.target)
      if (redirectBy === 'answer') return redirect(response, login)
      return refuse(response, { ...outcome.failure, category: 'unauthenticated' }, [HEADERS.login, login])
    }
  }

  function judge(admitted: Admitted, original: OriginalRequest, at: number): Outcome<readonly string[]> {
    const { application, vouched } = admitted
    const required = requirementOf(application, original.path)
    if (!required.ok) return required
    const refusal = refusalOf(vouched.session, required.value)
    if (refusal !== undefined) return fail(refusal)
    const assertion = [HEADERS.assertion, assertionFor(admitted, original.method, at)]
    if (!application.plainHeaders) return succeed(assertion)
    return succeed([...assertion, ...plainHeaders(vouched, subjectOf(sealer, vouched.account.id, application.id))])
  }

  function assertionFor({ application, vouched, assertions }: Admitted, method: string, at: number): string {
    const made = assertions.get(method)
    if (made !== undefined) return made
    const assertion = assert(application, vouched, method, at)
    if (assertions.size < MOST_METHODS) assertions.set(method, assertion)
    return assertion
  }
}

const answersFor = ({ application }: Admitted, { host }: OriginalRequest): boolean => hostOf(application) === host

/** At the portal a person can log in, accept the terms, come with the card, or read why not. */
const FOR_THE_PORTAL: ReadonlySet<string> = new Set(
  [noApplicationSession, sessionOver, acceptanceOwed, accessWithdrawn, levelTooLow, profileNotAdmitted].map(
    ({ code }) => code,
  ),
)

/** On the application's own host, which the proxy hands on to Parvis. */
export const loginPath = (target: string): string => `/.parvis/login?vers=${encodeURIComponent(target)}`
