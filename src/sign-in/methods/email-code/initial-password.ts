/** The first secret of an invited person as in the source (S1.21): random, 72 hours, to be changed at once (RS-1, RS-11). */
import type { FirstSecretMaker } from '../../../cases/first-secret.ts'
import { TEMPORARY_PASSWORD_LIFETIME_SECONDS } from '../../../people/password.ts'
import type { PasswordHasher } from '../../../ports/password-hasher.ts'
import type { Random } from '../../../ports/random.ts'
import type { Stores } from '../../stores.ts'

/** 32 characters that nobody takes for another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** 80 bits in groups of four, to be copied from a mail by hand if need be. */
const CHARACTERS = 16

const writeReadably = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join('')
    .replaceAll(/.{4}(?=.)/g, '$&-')

export const createInitialPasswords =
  (hasher: PasswordHasher, random: Random): FirstSecretMaker<Stores> =>
  async (at) => {
    const password = writeReadably(random.bytes(CHARACTERS))
    const hash = await hasher.hash(password)
    const expiresAt = at + TEMPORARY_PASSWORD_LIFETIME_SECONDS * 1000
    return {
      access: 'initial-password',
      expiresAt,
      letter: { template: 'initial-password', parameters: { password, expiresAt } },
      async install(within, accountId) {
        const installed = await within.passwords.setTemporary(accountId, hash, expiresAt, at)
        // The operator may have changed what invitations carry since the one before.
        if (installed) await within.mailedLinks.revoke(accountId, 'invitation', at)
        return installed
      },
    }
  }
