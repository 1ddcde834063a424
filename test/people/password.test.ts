import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeNewPassword, normalisePassword } from '../../src/people/password.ts'

const CONTEXT = ['Élodie', "D'ESSAI-MARTIN", 'elodie.martin@parties.test']
const codeOf = (typed: string) => {
  const judged = judgeNewPassword(typed, CONTEXT)
  return judged.ok ? 'accepted' : judged.failure.code
}

describe('a new password (PW-17)', () => {
  it.each([
    'bateau lune horloge verte',
    'Quatre chats gris dorment sous la table',
    '🐈🌙⏰🍏🚲🎻🏔🌊📚🔑🧵🌻🍞🐝🎈',
    'x7Kq-9mPz-2rTw-5vBn',
    'Éléphants âgés, cœurs légers : où êtes-vous allés à Noël dernier ?',
  ])('is accepted: %s', (typed) => {
    expect(codeOf(typed)).toBe('accepted')
  })

  it.each([
    ['a repeated word', 'motdepassemotdepasse'],
    ['one character', 'zzzzzzzzzzzzzzzzzzzz'],
    ['a run on the keyboard', 'azertyuiopqsdfghjklm'],
    ['a run backwards', 'mlkjhgfdsqpoiuytreza'],
    ['digits in order', '123456789012345678'],
    ['the own name', 'elodie essai martin'],
    ['the own name in disguise', '3l0d13 3ss41 m4rt1n'],
    ['the address', 'elodie.martin@parties.test'],
    ['the service', 'parvis expertise 2026'],
  ])('is refused when it is %s', (_, typed) => {
    expect(codeOf(typed)).toBe('people.password-too-common')
  })

  it('has 15 characters or more, counted as people count them', () => {
    expect(codeOf('bateau lune ver')).toBe('accepted')
    expect(codeOf('bateau lune ve')).toBe('people.password-too-short')
    expect(codeOf('ébateau lune ve')).toBe('accepted')
    expect(codeOf('🐈🌙⏰🍏🚲🎻🏔🌊📚🔑🧵🌻🍞🐝')).toBe('people.password-too-short')
  })

  it('has 256 at most, far above the 64 that must do (PW-8)', () => {
    const words = Array.from({ length: 60 }, (_, index) => `mot${index * 7919}`).join(' ')
    expect(codeOf(words.slice(0, 256))).toBe('accepted')
    expect(codeOf(words.slice(0, 257))).toBe('people.password-too-long')
  })

  it('asks for no kind of character (PW-9)', () => {
    expect(codeOf('uniquement des minuscules ici')).toBe('accepted')
    expect(codeOf('UNIQUEMENT DES MAJUSCULES LÀ')).toBe('accepted')
  })

  it('is the same on every keyboard: composed or not (PW-15)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (typed) => {
        const [composed, decomposed] = [typed.normalize('NFC'), typed.normalize('NFD')]
        expect(normalisePassword(decomposed)).toBe(normalisePassword(composed))
        expect(codeOf(decomposed)).toBe(codeOf(composed))
      }),
    )
  })

  it('is judged whatever it is, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        expect([
          'accepted',
          'people.password-too-short',
          'people.password-too-long',
          'people.password-too-common',
        ]).toContain(codeOf(typed))
      }),
    )
    const startedAt = performance.now()
    for (const typed of ['ab'.repeat(128), `${'a'.repeat(255)}b`, 'abcdefghijkl'.repeat(21)]) codeOf(typed)
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})
