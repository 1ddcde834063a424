import { describe, expect, it } from 'vitest'
import { readNewcomer } from '../../src/cases/newcomer.ts'

const form = { givenNames: 'Noa', surname: 'SUPPOSÉ', email: 'noa@parties.test' }

describe('the form « Ajouter un intervenant »', () => {
  it('is read clean: one line, one address', () => {
    const typed = { givenNames: '  Noa \u202e Léa\t', surname: "D'\u0000ESSAI", email: ' Noa@Parties.TEST ' }
    expect(readNewcomer('sapiteur', typed)).toEqual({
      newcomer: {
        profile: 'sapiteur',
        names: { givenNames: 'Noa Léa', surname: "D' ESSAI" },
        address: { address: 'Noa@parties.test', key: 'noa@parties.test' },
      },
    })
  })

  it('tells every fault at once', () => {
    expect(readNewcomer(undefined, { givenNames: ' \u200b ', surname: 'X'.repeat(101), email: '' })).toEqual({
      faults: { profile: 'missing', givenNames: 'missing', surname: 'too-long', email: 'missing' },
    })
    expect(readNewcomer('sapiteur', { ...form, email: 'noa' })).toEqual({ faults: { email: 'malformed' } })
  })
})
