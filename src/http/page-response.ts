/** Sends a page with what surrounds every page: language, person, session, support. */
import type { Request, Response } from 'express'
import type { NoticeId } from '../messages/messages.ts'
import { fullName } from '../people/account.ts'
import { type SessionLifetimes, sessionEndsAt } from '../sessions/lifetime.ts'
import type { AssetPaths } from '../views/layout.tsx'
import type { Page } from '../views/page.ts'
import { type LayoutProps, renderPage } from '../views/render.ts'
import { PATHS } from './paths.ts'

export interface PageExtras {
  readonly status?: number
  readonly notice?: NoticeId
  readonly reference?: string
}

export type PageSender = (request: Request, response: Response, page: Page, extras?: PageExtras) => void

export interface PortalFacts {
  readonly support: LayoutProps['support']
  readonly assets: AssetPaths
  readonly personalAccountPortal: boolean
}

export const createPageSender =
  (portal: PortalFacts, lifetimes: SessionLifetimes): PageSender =>
  (request, response, page, extras = {}) => {
    const { visit } = request
    const here = { retour: whereToComeBack(request) }
    const layout: LayoutProps = {
      locale: visit.locale,
      assets: portal.assets,
      support: portal.support,
      homePath: PATHS.wall,
      testCardPath: PATHS.testCard,
      ...(portal.personalAccountPortal ? { createAccountPath: PATHS.createAccount } : {}),
      language: { action: PATHS.language, hidden: here },
      changeProfile: { action: PATHS.changeProfile },
      ...signedInProps(request, lifetimes, here),
      ...(extras.notice === undefined ? {} : { notice: extras.notice }),
      ...(extras.reference === undefined ? {} : { reference: extras.reference }),
    }
    response
      .status(extras.status ?? 200)
      .type('html')
      .send(renderPage(page, layout))
  }

/** Pages that a spent ticket led to cannot be come back to. */
const INSTEAD_OF: Readonly<Record<string, string>> = {
  [PATHS.cardReturn]: PATHS.card,
  [PATHS.testCardReturn]: PATHS.testCard,
}

const whereToComeBack = ({ method, path, originalUrl }: Request): string =>
  method === 'GET' ? (INSTEAD_OF[path] ?? originalUrl) : PATHS.wall

function signedInProps(
  request: Request,
  lifetimes: SessionLifetimes,
  here: Readonly<Record<string, string>>,
): Partial<LayoutProps> {
  const { signedIn, at } = request.visit
  if (signedIn === undefined) return {}
  const { account, session } = signedIn
  const endsAt = sessionEndsAt(session, lifetimes.idleSeconds)
  return {
    person: {
      name: fullName(account),
      profile: session.profile,
      signOut: { action: PATHS.signOut },
      accountPath: PATHS.account,
    },
    session: {
      endsAt,
      secondsLeft: Math.max(0, Math.floor((endsAt - at) / 1000)),
      ...(endsAt < session.expiresAt ? { extend: { action: PATHS.extendSession, hidden: here } } : {}),
    },
  }
}
