import { describe, expect, it } from 'vitest'
import { type PersonalAccountForm, readPersonalAccountForm } from '../../src/people/personal-account.ts'

const TODAY = '2026-03-16'
const form: PersonalAccountForm = {
  email: 'camille@exemple.fr',
  surname: 'EXEMPLE',
  usedName: '',
  firstName: 'Camille',
  otherNames: '',
  birthDate: '1980-12-31',
  birthPlace: 'Bourges',
  declaration: true,
}
const read = (other: Partial<PersonalAccountForm> = {}, email?: 'malformed' | 'shared') =>
  readPersonalAccountForm({ ...form, ...other }, () => email, TODAY)

describe('the form of a personal account (S0.10 to S0.12)', () => {
  it('asks for everything but the name in use and the other given names', () => {
    expect(read()).toEqual({
      civilStatus: {
        surname: 'EXEMPLE',
        usedName: '',
        firstName: 'Camille',
        otherNames: '',
        birthDate: '1980-12-31',
        birthPlace: 'Bourges',
      },
    })
    const empty = { email: ' ', surname: '', firstName: ' ', birthDate: '', birthPlace: '\t', declaration: false }
    expect(read(empty)).toEqual({
      faults: {
        email: 'missing',
        surname: 'missing',
        firstName: 'missing',
        birthDate: 'missing',
        birthPlace: 'missing',
        declaration: 'missing',
      },
    })
  })

  it.each([
    ['2026-03-16', 'today'],
    ['2027-01-01', 'to come'],
    ['1985-02-29', 'no day'],
    ['31/12/1980', 'written otherwise'],
    ['1895-12-31', 'nobody is that old'],
  ])('refuses the birth date %s: %s', (birthDate) => {
    expect(read({ birthDate })).toEqual({ faults: { birthDate: 'malformed' } })
  })

  it.each(['1896-01-01', '2026-03-15', '1984-02-29'])('takes the birth date %s', (birthDate) => {
    expect(read({ birthDate })).toHaveProperty('civilStatus')
  })

  it('tells what is wrong with the address', () => {
    expect(read({}, 'shared')).toEqual({ faults: { email: 'shared' } })
    expect(read({}, 'malformed')).toEqual({ faults: { email: 'malformed' } })
  })

  it('keeps names on one line, composed, without control characters, of a bounded length', () => {
    const typed = { surname: '  DE\u0000  LA\r\nTOUR ', firstName: 'Ele\u0301onore' }
    expect(read(typed)).toMatchObject({ civilStatus: { surname: 'DE LA TOUR', firstName: 'Eléonore' } })
    expect(read({ surname: 'A'.repeat(121), otherNames: 'B'.repeat(200) })).toEqual({ faults: { surname: 'too-long' } })
  })
})
