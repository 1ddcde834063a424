/** A password that one can read aloud: five groups of two syllables, some 66 bits. */
import type { Random } from '../../ports/random.ts'

const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aeiou'

export function newPassphrase(random: Random, groups = 5): string {
  const syllable = () => {
    const [consonant = 0, vowel = 0] = random.bytes(2)
    return CONSONANTS.charAt(consonant % CONSONANTS.length) + VOWELS.charAt(vowel % VOWELS.length)
  }
  return Array.from({ length: groups }, () => syllable() + syllable()).join('-')
}
