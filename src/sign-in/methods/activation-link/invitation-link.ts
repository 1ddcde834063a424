/** The other first secret of an invited person: a link, 72 hours, single use, that lets them choose a password (RS-11). */
import type { FirstSecretMaker } from '../../../cases/first-secret.ts'
import type { Random } from '../../../ports/random.ts'
import { ACTIVATION_LINK_LIFETIME_SECONDS, hashOfToken, newToken } from '../../mailed-link.ts'
import type { Stores } from '../../stores.ts'

/** @param pathOf makes the path of the portal that the mailed link leads to. */
export const createInvitationLinks =
  (random: Random, pathOf: (token: string) => string): FirstSecretMaker<Stores> =>
  async (at) => {
    const token = newToken(random)
    const expiresAt = at + ACTIVATION_LINK_LIFETIME_SECONDS * 1000
    return {
      access: 'activation-link',
      expiresAt,
      letter: { template: 'activation-link', parameters: { path: pathOf(token), expiresAt } },
      async install(within, accountId) {
        await within.passwords.dropTemporary(accountId)
        if ((await within.passwords.find(accountId)) !== undefined) return false
        await within.mailedLinks.issue(hashOfToken(token), { purpose: 'invitation', accountId, expiresAt }, at)
        return true
      },
    }
  }
