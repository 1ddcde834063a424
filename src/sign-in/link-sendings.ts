/**
 * How many mails with a link anybody can have sent to an address: as many as codes (TH-9). Counted apart from the codes,
 * because codes need a password first: a stranger who asks for links must not keep a login code from its owner (threat 43).
 */
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { LONGEST_SENDING_WINDOW_MS, nextSendingAt } from './methods/email-code/one-time-code.ts'
import type { Stores } from './stores.ts'
import { inTurn } from './throttling.ts'

export type LinkSendingCounter = (
  stores: Pick<Stores, 'linkSendings' | 'throttles'>,
  emailKey: string,
  at: number,
) => Promise<boolean>

/** @returns a counter that says whether one more may be sent to an address now, and notes it. */
export const createLinkSendingCounter =
  (sealer: Sealer, random: Random): LinkSendingCounter =>
  async (stores, emailKey, at) => {
    const recipient = sealer.fingerprint(emailKey, 'recipient')
    await inTurn(stores.throttles, `link-sending:${recipient}`, at)
    const sendings = await stores.linkSendings.since(recipient, at - LONGEST_SENDING_WINDOW_MS)
    if (nextSendingAt(sendings, at) > at) return false
    await stores.linkSendings.note(Buffer.from(random.bytes(16)).toString('hex'), recipient, at)
    return true
  }
