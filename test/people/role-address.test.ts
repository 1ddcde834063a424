import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRoleAddress } from '../../src/people/role-address.ts'

const separator = fc.constantFrom('.', '-', '_', '')
const name = fc.constantFrom('dupont', 'martin', 'lefevre', 'camille', 'moreau')

describe('an address that names an office or a function (S0.1, G8)', () => {
  it.each([
    'contact@exemple.fr',
    'Contact@exemple.fr',
    'etude@exemple.fr',
    'etude.dupont@exemple.fr',
    'dupont-scp@exemple.fr',
    'cabinet+opm@exemple.fr',
    'info2@exemple.fr',
    'no-reply@exemple.fr',
    'ne-pas-repondre@exemple.fr',
    'service.commercial@exemple.fr',
  ])('%s', (address) => {
    expect(isRoleAddress(address)).toBe(true)
  })

  it.each([
    'camille.dupont@exemple.fr',
    'c.dupont@etude-dupont.fr',
    // People are called so too.
    'jean.bureau@exemple.fr',
    'anne.justice@exemple.fr',
    'contactez.moi@exemple.fr',
    '1234@exemple.fr',
  ])('is not %s', (address) => {
    expect(isRoleAddress(address)).toBe(false)
  })

  it('whatever the case, the tag, the numbers and the separator', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('contact', 'etude', 'secretariat', 'cabinet', 'scp'),
        separator,
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom('', '+opm', '+a.b'),
        fc.boolean(),
        (role, between, number, tag, upper) => {
          const mailbox = `${upper ? role.toUpperCase() : role}${between}${number}`
          expect(isRoleAddress(`${mailbox}${tag}@exemple.fr`)).toBe(true)
        },
      ),
    )
  })

  it('is never that of a given name and a surname', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('.', '-', '_'), name, (given, between, surname) => {
        expect(isRoleAddress(`${given}${between}${surname}@contact.fr`)).toBe(false)
      }),
    )
  })
})
