/** The person behind a request: judged by the session of their browser, or by the one that a token came from. */
import type { IncomingMessage } from 'node:http'
import type { Account, KoaContextWithOIDC } from 'oidc-provider'
import { amrOf } from '../../assurance/assurance.ts'
import type { Outcome } from '../../failures/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { LAST_SEEN_RESOLUTION_SECONDS } from '../../sessions/lifetime.ts'
import type { SessionStore } from '../../sessions/session.ts'
import type { Vouched, Voucher } from '../voucher.ts'
import { acrTold } from './acr.ts'
import type { Application } from './application.ts'
import type { Applications } from './applications.ts'
import { claimsOf } from './claims.ts'
import { type NextStep, nextStep } from './next-step.ts'
import { type Requirement, readRequirement } from './requirement.ts'
import { readSubject, sidOf, writeSubject } from './subject.ts'

export interface PersonParts {
  /** By the handle of a session. */
  readonly vouch: Voucher
  /** By what the browser's cookie stands for. */
  readonly vouchForBrowser: Voucher
  /** SHA-256 of the identifier in the browser's cookie. */
  readonly browserSessionOf: (request: IncomingMessage) => string | undefined
  readonly sessions: Pick<SessionStore, 'touch'>
  readonly hasCard: (accountId: string) => Promise<boolean>
  readonly applications: Applications
  readonly sealer: Sealer
  readonly clock: Clock
}

/** What the library keeps of a login. */
export interface LibraryLogin {
  readonly accountId: string
  readonly acr: string
  readonly amr: string[]
  readonly loginTs: number
}

export interface VouchedAccount extends Account {
  readonly vouched: Vouched
}

export interface People {
  /** The session of the browser, judged once for each request. */
  standingOf(request: IncomingMessage): Promise<Outcome<Vouched> | undefined>
  /** What the provider's policy asks at the authorization endpoint and when an interaction is over. */
  judge(ctx: KoaContextWithOIDC): Promise<NextStep>
  /** Makes the library's session speak for the session of the browser. */
  adopt(ctx: KoaContextWithOIDC): Promise<void>
  /** @returns undefined when Parvis does not vouch for that session any more: nothing is issued then. */
  findAccount(ctx: KoaContextWithOIDC, subject: string): Promise<VouchedAccount | undefined>
}

export const loginOf = (vouched: Vouched, application: Application, { acr }: Requirement): LibraryLogin => ({
  accountId: writeSubject(vouched.session),
  acr: acrTold(vouched.session, application, acr),
  amr: [...amrOf(vouched.session.assurance)],
  loginTs: Math.floor(vouched.session.authenticatedAt / 1000),
})

export function createPeople(parts: PersonParts): People {
  const { vouch, clock, applications, sealer } = parts
  const standings = new WeakMap<IncomingMessage, Promise<Outcome<Vouched> | undefined>>()
  const steps = new WeakMap<KoaContextWithOIDC, Promise<NextStep>>()

  const standingOf: People['standingOf'] = (request) =>
    remembered(standings, request, async () => {
      const idHash = parts.browserSessionOf(request)
      if (idHash === undefined) return undefined
      const at = clock.now()
      const standing = await parts.vouchForBrowser(idHash, at)
      const session = standing.ok ? standing.value.session : undefined
      if (session !== undefined && at >= session.lastSeenAt + LAST_SEEN_RESOLUTION_SECONDS * 1000) {
        await parts.sessions.touch(idHash, at)
      }
      return standing
    })

  async function weigh(ctx: KoaContextWithOIDC): Promise<NextStep> {
    const application = await applicationOf(ctx)
    const wanted = requirementOf(ctx)
    const standing = await standingOf(ctx.req)
    // At the end of an interaction the pages have asked already; what counts is that the same person is still there.
    const asked = ctx.oidc.result?.login !== undefined
    const theirs = standing?.ok && ctx.oidc.session?.accountId === writeSubject(standing.value.session)
    const applicant = {
      standing: theirs || standing?.ok === false ? standing : undefined,
      freshLogin: asked,
      choseProfile: true,
      declinedCard: asked || wanted.prompts.has('none'),
      hasCard: standing?.ok === true && wanted.acr !== undefined && (await parts.hasCard(standing.value.account.id)),
    }
    return nextStep(applicant, application, wanted, clock.now())
  }

  async function applicationOf({ oidc }: KoaContextWithOIDC): Promise<Application> {
    const application = await applications.find(oidc.client?.clientId ?? '')
    if (application === undefined) throw new Error('the provider knows an application that is not registered')
    return application
  }

  return {
    standingOf,
    judge: (ctx) => remembered(steps, ctx, () => weigh(ctx)),

    async adopt(ctx) {
      const { session } = ctx.oidc
      const standing = await standingOf(ctx.req)
      if (session === undefined || !standing?.ok) return
      session.loginAccount(loginOf(standing.value, await applicationOf(ctx), requirementOf(ctx)))
    },

    async findAccount(ctx, subject) {
      const { accountId, sessionHandle } = readSubject(subject)
      const standing = await standingOf(ctx.req)
      const known = standing?.ok && standing.value.session.handle === sessionHandle
      const judged = known ? standing : await vouch(sessionHandle, clock.now())
      if (!judged.ok || judged.value.account.id !== accountId) return undefined
      const vouched = judged.value
      return {
        accountId: subject,
        vouched,
        claims: () => ({
          sub: subject,
          sid: sidOf(sealer, sessionHandle, ctx.oidc.client?.clientId ?? ''),
          ...claimsOf(vouched),
        }),
      }
    },
  }
}

const requirementOf = ({ oidc }: KoaContextWithOIDC): Requirement => readRequirement(oidc.params ?? {})

function remembered<Key extends object, Value>(
  answers: WeakMap<Key, Promise<Value>>,
  key: Key,
  ask: () => Promise<Value>,
): Promise<Value> {
  const answer = answers.get(key) ?? ask()
  answers.set(key, answer)
  return answer
}
