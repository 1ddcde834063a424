import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectAltName } from '../../certs-test/extensions.ts'
import { dnsName, type Name, rfc822Name } from '../../certs-test/name.ts'
import { readCardHolder } from '../../src/card-holder/card-holder.ts'
import { someCertificate } from './some-certificate.ts'

const holderOf = (subject: Name, more: object = {}) => readCardHolder(someCertificate({ subject, ...more }))

describe('the holder, in every form of French names that was met', () => {
  it('CertEurope: numbers of nine digits in OU and 2.5.4.97', () => {
    const holder = holderOf([
      ['C', 'FR'],
      ['O', 'Camille FICTIVE'],
      ['OU', '0002 000001016'],
      ['CN', 'Camille FICTIVE'],
      ['SN', 'FICTIVE'],
      ['GN', 'Camille'],
      ['serialNumber', 'ESSAI-000101'],
      ['title', 'Expert judiciaire'],
      ['organizationIdentifier', 'NTRFR-000001016'],
    ])
    expect(holder).toMatchObject({
      label: 'Camille FICTIVE',
      surname: 'FICTIVE',
      givenNames: 'Camille',
      organizationNames: ['Camille FICTIVE'],
      title: 'Expert judiciaire',
      distinguisher: 'ESSAI-000101',
      siren: '000001016',
      siret: undefined,
    })
  })

  it('Certigna: fourteen digits in both, 2.5.4.97 before OU, the names at the end', () => {
    const holder = holderOf([
      ['C', 'FR'],
      ['O', 'DHIMYOTIS'],
      ['OU', '0002 48146308100036'],
      ['organizationIdentifier', 'NTRFR-48146308100036'],
      ['CN', 'Exemple Dominique'],
    ])
    expect(holder).toMatchObject({ label: 'Exemple Dominique', siren: '481463081', siret: '48146308100036' })
    expect(holder.surname).toBeUndefined()
  })

  it('an order reversed and a national scheme that is not of ETSI', () => {
    const holder = holderOf([
      ['serialNumber', '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
      ['GN', 'Dominique'],
      ['SN', 'EXEMPLE'],
      ['CN', 'EXEMPLE Dominique'],
      ['OU', '0002 000001024'],
      ['organizationIdentifier', 'IDFR-000001024'],
      ['O', 'Dominique Exemple'],
      ['C', 'FR'],
    ])
    expect(holder).toMatchObject({
      surname: 'EXEMPLE',
      givenNames: 'Dominique',
      distinguisher: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      siren: '000001024',
    })
  })

  it('a ministry: the login behind the name in CN, no 2.5.4.97', () => {
    const holder = holderOf([
      ['SN', "D'ESSAI"],
      ['GN', 'Éléonore'],
      ['CN', "Éléonore D'ESSAI edessai"],
      ['OU', '0002 110010014'],
      ['O', 'Ministère de la Justice (essai)'],
      ['C', 'FR'],
    ])
    expect(holder).toMatchObject({ surname: "D'ESSAI", givenNames: 'Éléonore', siren: '110010014' })
    expect(holder.label).toBe("Éléonore D'ESSAI edessai")
  })

  it('several OU, the number in the middle', () => {
    const holder = holderOf([
      ['OU', 'Direction'],
      ['OU', '0002 83832482000011'],
      ['OU', 'Section 0002'],
      ['CN', 'x'],
    ])
    expect(holder).toMatchObject({ siren: '838324820', siret: '83832482000011' })
    expect(holder.enterpriseNumbers).toHaveLength(1)
  })

  it('ChamberSign and CertEurope’s own: 2.5.4.97 after CN, `SI:FR-`', () => {
    expect(
      holderOf([
        ['O', 'ChamberSign France'],
        ['OU', '0002 433702479'],
        ['CN', 'ChamberSign'],
        ['organizationIdentifier', 'SI:FR-433702479'],
      ]).siren,
    ).toBe('433702479')
  })

  it('reads PrintableString and UTF8String alike', () => {
    const subject: Name = [
      ['CN', 'Camille FICTIVE'],
      ['SN', 'FICTIVE'],
      ['OU', '0002 000001016'],
    ]
    expect(holderOf(subject, { strings: 'utf8' })).toEqual(holderOf(subject, { strings: 'shortest' }))
  })
})

describe('what is not there, or there twice', () => {
  it('never splits a common name', () => {
    const holder = holderOf([['CN', 'Test00233 ExpertV3']])
    expect(holder).toMatchObject({ label: 'Test00233 ExpertV3', surname: undefined, givenNames: undefined })
  })

  it('takes a label where it finds one', () => {
    expect(
      holderOf([
        ['SN', 'FICTIVE'],
        ['GN', 'Camille'],
      ]).label,
    ).toBe('Camille FICTIVE')
    expect(holderOf([['O', 'Cabinet imaginaire']]).label).toBe('Cabinet imaginaire')
    expect(holderOf([]).label).toBe('')
  })

  it('does not choose between names that differ', () => {
    const holder = holderOf([
      ['SN', 'FICTIVE'],
      ['SN', 'EXEMPLE'],
      ['GN', 'Camille'],
      ['GN', 'Camille'],
    ])
    expect(holder).toMatchObject({ surname: undefined, givenNames: 'Camille' })
    expect(holder.names.surnames).toEqual(['FICTIVE', 'EXEMPLE'])
  })

  it.each([
    ['two SIREN that differ', '0002 000001016', 'NTRFR-000001024'],
    ['one that is right and one that is wrong', '0002 000001016', 'NTRFR-000001017'],
    ['nothing right', '0002 000001011', 'NTRFR-000001011'],
  ])('does not choose between %s', (_, unit, identifier) => {
    const holder = holderOf([
      ['OU', unit],
      ['organizationIdentifier', identifier],
    ])
    expect(holder).toMatchObject({ siren: undefined, siret: undefined })
    expect(holder.enterpriseNumbers.map(({ written }) => written)).toEqual([unit, identifier])
  })

  it('keeps the SIREN of two establishments, and neither SIRET', () => {
    const holder = holderOf([
      ['OU', '0002 48146308100036'],
      ['OU', '0002 48146308100028'],
    ])
    expect(holder).toMatchObject({ siren: '481463081', siret: undefined })
  })

  it('completes a SIREN in one place with the SIRET of the other', () => {
    expect(
      holderOf([
        ['OU', '0002 481463081'],
        ['organizationIdentifier', 'NTRFR-48146308100036'],
      ]),
    ).toMatchObject({
      siren: '481463081',
      siret: '48146308100036',
    })
  })
})

describe('addresses', () => {
  it('are those of subjectAltName, all of them, and no other kind of name', () => {
    const addresses = ['camille.fictive@experts.test', 'cabinet@experts.test']
    expect(holderOf([['CN', 'x']], { emails: addresses }).emails).toEqual(addresses)
    const mixed = subjectAltName(dnsName('experts.test'), rfc822Name('a@b.test'), rfc822Name('a@b.test'))
    expect(holderOf([['CN', 'x']], { extensions: [mixed] }).emails).toEqual(['a@b.test'])
    expect(holderOf([['CN', 'camille@fictive.test']]).emails).toEqual([])
  })
})

describe('names made to deceive', () => {
  it('stay in their attribute, and show what they hide', () => {
    const holder = holderOf([
      ['CN', 'Camille\n/CN=admin,OU=0002 000001016+SN=ROOT\u0000\u001b[31m\u202e'],
      ['SN', 'FICTIVE'],
    ])
    expect(holder.label).toBe('Camille\u{fffd}/CN=admin,OU=0002 000001016+SN=ROOT\u{fffd}\u{fffd}[31m\u{fffd}')
    expect(holder).toMatchObject({ surname: 'FICTIVE', siren: undefined })
  })

  it('are cut when they are endless', () => {
    const { label } = holderOf([['CN', 'A'.repeat(5000)]])
    expect(label).toHaveLength(257)
    expect(label.endsWith('\u{fffd}')).toBe(true)
  })

  it('never put anything into a name that another attribute holds, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (commonName, organization) => {
        const holder = holderOf([
          ['CN', commonName],
          ['O', organization],
          ['SN', 'FICTIVE'],
          ['GN', 'Camille'],
        ])
        expect(holder).toMatchObject({ surname: 'FICTIVE', givenNames: 'Camille', siren: undefined })
        expect(holder.label + holder.organizationNames.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
