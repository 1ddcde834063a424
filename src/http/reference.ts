/** What a person reads to support over the telephone: ten characters without look-alikes, in two groups. */
import type { Random } from '../ports/random.ts'

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export function newReference(random: Random): string {
  const characters = [...random.bytes(10)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
  return `${characters.slice(0, 5)}-${characters.slice(5)}`
}
