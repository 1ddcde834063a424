/** « Exporter mes données » (GD-3): all that is kept about a person, as one file; that they took it is kept too (LG-9). */
import { type RequestHandler, Router } from 'express'
import type { Account } from '../../people/account.ts'
import { fullName } from '../../people/account.ts'
import { recentLogins } from '../../sign-in/recent-logins.ts'
import { receiptOf, sealReceipt } from '../../terms/receipt.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { proofsOf } from './receipts.ts'

type Parts = Pick<Portal, 'stores' | 'sealer' | 'origin'>

export function accountDataRoutes(portal: Parts): RequestHandler {
  const { stores } = portal
  const router = Router()

  router.get(PATHS.exportData, requireSession(portal), async (request, response) => {
    const { account } = signedInOf(request)
    const { at } = request.visit
    await stores.journal.append('account.exported', { account: account.id }, at)
    response.setHeader('Content-Disposition', 'attachment; filename="mes-donnees.json"')
    response.type('json').send(`${JSON.stringify(await dataOf(account, at), undefined, 2)}\n`)
  })

  return router

  async function dataOf(account: Account, at: number) {
    const { id } = account
    const [registration, civilStatus, cards, sessions, logins, proofs, order, cases] = await Promise.all([
      stores.registrations.find(id),
      stores.personalAccounts.find(id),
      stores.bindings.listOf(id),
      stores.sessions.listOf(id, at),
      recentLogins(stores, id),
      proofsOf(stores.terms, id),
      stores.certificateOrders.find(id),
      Promise.all(account.profiles.map((profile) => stores.cases.participations(id, profile, 0))),
    ])
    return {
      exportedAt: instant(at),
      service: portal.origin,
      account: { ...account, createdAt: instant(account.createdAt) },
      registration,
      civilStatus,
      certificateOrder: order,
      cards: cards.map((card) => ({
        sha256: card.sha256,
        certificate: card.der,
        issuer: card.issuer,
        serialNumber: card.serialNumber,
        holder: card.label,
        givenNames: card.givenNames,
        surname: card.surname,
        siren: card.siren,
        status: card.status,
        notBefore: instant(card.notBefore),
        notAfter: instant(card.notAfter),
        lastUsedAt: card.lastUsedAt === undefined ? undefined : instant(card.lastUsedAt),
      })),
      cases: cases.flat().map(({ expertise, profile, invitedAt }) => ({
        reference: expertise.reference,
        title: expertise.title,
        court: expertise.court,
        profile,
        invitedAt: instant(invitedAt),
      })),
      // Neither identifiers of sessions nor secrets: the file will be kept somewhere.
      sessions: sessions.map(({ profile, method, userAgent, authenticatedAt, lastSeenAt }) => ({
        profile,
        method,
        userAgent,
        authenticatedAt: instant(authenticatedAt),
        lastSeenAt: instant(lastSeenAt),
      })),
      logins: logins.map(({ at: triedAt, outcome, method, profile, userAgent }) => ({
        at: instant(triedAt),
        outcome,
        method,
        profile,
        userAgent,
      })),
      acceptances: proofs.map(({ acceptance, version }) =>
        sealReceipt(portal.sealer, receiptOf(acceptance, version, fullName(account), portal.origin)),
      ),
    }
  }
}

/** ISO 8601, UTC. */
const instant = (at: number): string => new Date(at).toISOString()
