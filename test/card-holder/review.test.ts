import { describe, expect, it } from 'vitest'
import type { Name } from '../../certs-test/name.ts'
import { readCardHolder } from '../../src/card-holder/card-holder.ts'
import { CONCERNS, concernsAbout, type SirenOwner } from '../../src/card-holder/review.ts'
import { someCertificate } from './some-certificate.ts'

const names: Name = [
  ['CN', 'Camille FICTIVE'],
  ['SN', 'FICTIVE'],
  ['GN', 'Camille'],
]
const number: Name = [['OU', '0002 000001016']]
const concerns = (subject: Name, owner: SirenOwner = 'holder') =>
  concernsAbout(readCardHolder(someCertificate({ subject })), owner)

describe('what a person should look at', () => {
  it('is nothing for a card in order', () => {
    expect(concerns([...names, ...number, ['O', 'Camille Fictive']])).toEqual([])
    expect(concerns([...names, ...number])).toEqual([])
  })

  it.each<[string, Name]>([
    ['names-missing', [['CN', 'Test00233 ExpertV3'], ...number]],
    ['names-missing', [['SN', 'FICTIVE'], ...number]],
    ['names-differ', [...names, ['SN', 'EXEMPLE'], ...number]],
    ['unreadable-name', [['CN', 'a\nb'], ['SN', 'FICTIVE'], ['GN', 'Camille'], ...number]],
    ['siren-missing', names],
    ['siren-wrong', [...names, ['OU', '0002 000001011']]],
    ['siren-disagreement', [...names, ...number, ['organizationIdentifier', 'NTRFR-000001024']]],
    ['organization-not-holder', [...names, ...number, ['O', 'Compagnie des experts (essai)']]],
  ])('%s', (concern, subject) => {
    expect(concerns(subject)).toEqual([concern])
    expect(CONCERNS).toHaveProperty(concern)
  })

  it('is not the number or the name of the ministry that employs the holder', () => {
    expect(concerns([...names, ...number, ['O', 'Ministère de la Justice (essai)']], 'employer')).toEqual([])
    expect(concerns(names, 'employer')).toEqual([])
  })

  it.each([
    ["D'HÉROUVILLE-ÇATALÇA", "Cabinet d'Herouville Catalca"],
    ['Œuvrard', 'ŒUVRARD Zoé'],
    ['DE LA FICTION', 'Monsieur Camille de La Fiction'],
  ])('is no difference of accents, case or hyphens: %s, %s', (surname, organization) => {
    expect(concerns([['SN', surname], ['GN', 'Zoé'], ['CN', surname], ...number, ['O', organization]])).toEqual([])
  })
})
