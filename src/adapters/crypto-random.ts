import { randomBytes } from 'node:crypto'
import type { Random } from '../ports/random.ts'

/** The operating system's cryptographic generator, through OpenSSL. */
export function createCryptoRandom(): Random {
  return { bytes: (length) => randomBytes(length) }
}
