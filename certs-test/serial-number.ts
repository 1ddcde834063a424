import { randomBytes } from 'node:crypto'
import type { Random } from '../src/ports/random.ts'

export const systemRandom: Random = { bytes: (length) => randomBytes(length) }

/** 127 random bits, never zero: positive in 16 octets, as the certificates seen. */
export const serialNumber = (random: Random): bigint =>
  (BigInt(`0x${Buffer.from(random.bytes(16)).toString('hex')}`) >> 1n) | 1n
