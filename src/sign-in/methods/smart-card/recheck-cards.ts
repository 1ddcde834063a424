/**
 * A card that is revoked while its holder is logged in ends the session (threat 16). The cards behind running sessions
 * are asked about again and again, from what is held and refreshed in the background. Only a definite answer ends a
 * session: an outage refuses new logins, and sessions end by themselves within hours.
 */
import type { CertificateBinding } from '../../../people/certificate-binding.ts'
import type { Stores, Transact } from '../../stores.ts'
import type { CardExaminer } from './card-examination.ts'

const DEFINITE = /^(pki\.(revoked|on-hold|expired|revocation-unknown)|card\.)/

export function createCardRechecker(
  stores: Pick<Stores, 'bindings'>,
  transact: Transact,
  examine: CardExaminer,
): (at: number) => Promise<void> {
  return async (at) => {
    for (const card of await stores.bindings.withLiveSessions(at)) {
      const examination = await examine({ leaf: Buffer.from(card.der, 'base64'), candidates: [] }, at)
      if (!examination.accepted && DEFINITE.test(examination.failure.code)) {
        await endSessions(card, examination.failure.code, at)
      }
    }
  }

  function endSessions(card: CertificateBinding, failure: string, at: number): Promise<void> {
    return transact(async (within) => {
      await within.sessions.endAllWithCard(card.id, 'card-revoked', at)
      const data = { account: card.accountId, certificate: card.sha256, reason: failure }
      await within.journal.append('session.ended', data, at)
    })
  }
}
