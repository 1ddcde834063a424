/** `/mon-compte`: what the service knows of a person, and what they do about it themselves (S0.21, SE-11, CE-6). */
import { type Request, type RequestHandler, Router } from 'express'
import type { NoticeId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import { daysLeft, endingCard } from '../../people/card-expiry.ts'
import type { CertificateBinding } from '../../people/certificate-binding.ts'
import { sessionEnding } from '../../sessions/lifetime.ts'
import type { Session } from '../../sessions/session.ts'
import { recentLogins } from '../../sign-in/recent-logins.ts'
import type { Reach } from '../../sign-in/switch-profile.ts'
import { fieldNames } from '../../views/field-names.ts'
import { type AccountProps, accountPage } from '../../views/pages/account/account.tsx'
import { browserName } from '../browser-name.ts'
import { field, parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { receiptsOf } from './receipts.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'lifetimes' | 'switchProfile' | 'offersPersonalAccount'>

/** Names a session to its owner; it opens nothing. */
const SESSION = 'session'

export function accountRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const guarded = requireSession(portal)
  const router = Router()

  router.get(PATHS.account, guarded, async (request, response) => {
    const notice = NOTICES[parameter(request, 'avis') ?? '']
    sendPage(request, response, accountPage(await accountOf(request)), notice === undefined ? {} : { notice })
  })

  router.post(PATHS.revokeSession, guarded, async (request, response) => {
    const { account } = signedInOf(request)
    const { at } = request.visit
    const handle = field(request, SESSION)
    if (await stores.sessions.endByHandle(account.id, handle, 'revoked', at)) await note(account.id, handle, at)
    response.redirect(303, `${PATHS.account}?avis=session`)
  })

  router.post(PATHS.revokeOtherSessions, guarded, async (request, response) => {
    const { account, session } = signedInOf(request)
    const { at } = request.visit
    const ended = await stores.sessions.endOthers(account.id, session.idHash, 'revoked', at)
    for (const handle of ended) await note(account.id, handle, at)
    response.redirect(303, `${PATHS.account}?avis=session`)
  })

  return router

  function note(account: string, session: string, at: number): Promise<void> {
    return stores.journal.append('session.ended', { account, session, reason: 'revoked' }, at)
  }

  async function accountOf(request: Request): Promise<AccountProps> {
    const { account, session } = signedInOf(request)
    const { at } = request.visit
    const { id } = account
    const [cards, sessions, logins, receipts, civilStatus, password, reach] = await Promise.all([
      stores.bindings.listOf(id),
      stores.sessions.listOf(id, at),
      recentLogins(stores, id),
      receiptsOf(stores.terms, id),
      stores.personalAccounts.find(id),
      stores.passwords.find(id),
      portal.switchProfile.reachOf(session, account, at),
    ])
    const ending = endingCard(cards, at)
    return {
      name: fullName(account),
      email: account.email,
      profiles: account.profiles,
      changeEmailPath: PATHS.accountEmail,
      ...(password === undefined ? {} : { changePasswordPath: PATHS.accountPassword }),
      exportPath: PATHS.exportData,
      ...(civilStatus === undefined ? {} : { civilStatus }),
      ...(civilStatus === undefined && portal.offersPersonalAccount
        ? { becomeCandidatePath: PATHS.createAccount }
        : {}),
      ...(ending === undefined
        ? {}
        : { certificateEnd: { daysLeft: daysLeft(ending.notAfter, at), notAfter: ending.notAfter } }),
      guidePath: PATHS.certificateGuide,
      otherProfiles: otherProfiles(account.profiles, session, reach),
      cards: cards.map((card) => toCard(card, at)),
      sessions: sessionsShown(sessions, session, at),
      logins: logins.map(({ sequence, userAgent = '', ...login }) => ({
        ...login,
        id: String(sequence),
        browser: browserName(userAgent),
      })),
      receipts,
    }
  }

  function sessionsShown(sessions: readonly Session[], current: Session, at: number): AccountProps['sessions'] {
    const { idleSeconds } = portal.lifetimes
    const live = sessions.filter((session) => sessionEnding(session, idleSeconds, at) === undefined)
    const entries = live.map((session) => ({
      since: session.authenticatedAt,
      lastSeenAt: session.lastSeenAt,
      profile: session.profile,
      method: session.method,
      browser: browserName(session.userAgent),
      ...(session.idHash === current.idHash
        ? {}
        : { revoke: { action: PATHS.revokeSession, hidden: { [SESSION]: session.handle } } }),
    }))
    return live.length > 1 ? { entries, revokeOthers: { action: PATHS.revokeOtherSessions } } : { entries }
  }
}

const NOTICES: Readonly<Record<string, NoticeId>> = {
  session: 'session-revoked',
  carte: 'card-blocked',
  'mot-de-passe': 'password-changed',
  active: 'account-activated',
  inscrit: 'registered',
}

function otherProfiles(held: AccountProps['profiles'], session: Session, reach: Reach): AccountProps['otherProfiles'] {
  const others = held.filter((profile) => profile !== session.profile)
  return {
    reachable: others
      .filter((profile) => reach[profile] !== undefined)
      .map((profile) => ({
        profile,
        switchTo: { action: PATHS.switchProfile, hidden: { [fieldNames.profile]: profile } },
      })),
    outOfReach: others.filter((profile) => reach[profile] === undefined),
    changeProfile: { action: PATHS.changeProfile },
  }
}

function toCard(card: CertificateBinding, at: number): AccountProps['cards'][number] {
  const { issuer, serialNumber, notBefore, notAfter, lastUsedAt } = card
  const status = card.status === 'active' && at >= notAfter ? 'expired' : card.status
  return {
    issuer,
    serialNumber,
    notBefore,
    notAfter,
    status,
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(status === 'active' ? { blockPath: PATHS.blockCard.replace(':id', card.id) } : {}),
  }
}
