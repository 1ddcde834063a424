import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testSiren, testSiret } from '../../certs-test/people.ts'
import {
  isSiren,
  isSiret,
  readOrganizationalUnit,
  readOrganizationIdentifier,
} from '../../src/card-holder/enterprise-number.ts'

const siren = fc.integer({ min: 1, max: 99_999_999 }).map(testSiren)
const siret = fc.tuple(siren, fc.integer({ min: 1, max: 9999 })).map(([number, place]) => testSiret(number, place))
const spaces = fc.array(fc.constantFrom(' ', '\t', '\u{a0}'), { maxLength: 3 }).map((all) => all.join(''))

describe('an organizational unit', () => {
  it('gives the number announced by 0002, with any spaces around', () => {
    fc.assert(
      fc.property(fc.oneof(siren, siret), spaces, spaces, spaces, (number, before, between, after) => {
        const written = `${before}0002 ${between}${number}${after}`
        expect(readOrganizationalUnit(written)).toEqual({
          place: 'organizational-unit',
          written,
          siren: number.slice(0, 9),
          siret: number.length === 14 ? number : undefined,
        })
      }),
    )
  })

  it('announces a number that is none when the digits are wrong or not 9 or 14', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,20}$/), (digits) => {
        fc.pre(!isSiren(digits) && !isSiret(digits))
        expect(readOrganizationalUnit(`0002 ${digits}`)).toMatchObject({ siren: undefined, siret: undefined })
      }),
    )
  })

  it('of any other text announces nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\s*0002(\s|$)/.test(text))
        expect(readOrganizationalUnit(text)).toBeUndefined()
      }),
    )
    for (const text of ['000200000101', 'Pôle 0002 000001016', '00020 000001016', '0009 000001016'])
      expect(readOrganizationalUnit(text)).toBeUndefined()
  })

  it.each(['0002000001016', '0002 000001016 x', '0002 ٠٠٠٠٠١٠١٦', '0002 000 001 016', '0002 00000101'])(
    'is not stretched to make a number of %s',
    (written) => {
      expect(readOrganizationalUnit(written)?.siren).toBeUndefined()
    },
  )
})

describe('an organization identifier', () => {
  it.each(['NTRFR-', 'SI:FR-', 'IDFR-'])('of the scheme %s gives SIREN or SIRET', (scheme) => {
    fc.assert(
      fc.property(fc.oneof(siren, siret), (number) => {
        expect(readOrganizationIdentifier(scheme + number)).toMatchObject({
          siren: number.slice(0, 9),
          siret: number.length === 14 ? number : undefined,
        })
      }),
    )
  })

  it('of VAT gives the SIREN behind a right key, or behind letters', () => {
    expect(readOrganizationIdentifier('VATFR-51434202180')?.siren).toBe('434202180')
    expect(readOrganizationIdentifier('VATFR-K7434202180')?.siren).toBe('434202180')
    for (const wrong of ['VATFR-52434202180', 'VATFR-51434202181', 'VATFR-434202180', 'VATFR-5143420218'])
      expect(readOrganizationIdentifier(wrong)).toMatchObject({ siren: undefined })
  })

  it.each(['NTRBE-0123456789', 'LEIXG-529900T8BM49AURSDO55', 'PSDFR-ACPR-12345', 'ntrfr-000001016', '000001016', ''])(
    'of another register or form gives nothing: %s',
    (written) => {
      expect(readOrganizationIdentifier(written)).toBeUndefined()
    },
  )

  it('announces a number that is none', () => {
    for (const written of ['NTRFR-', 'NTRFR-000001011', 'NTRFR-000000000', 'NTRFR-000001016\n', 'SI:FR-12345'])
      expect(readOrganizationIdentifier(written)).toMatchObject({ written, siren: undefined })
  })
})

describe('a SIRET', () => {
  it('is right by its own check digit and that of its SIREN', () => {
    expect(isSiret('48146308100036')).toBe(true)
    expect(isSiret('48146308100037')).toBe(false)
    expect(isSiret('73282932000015')).toBe(false)
    expect(isSiret('00000000000000')).toBe(false)
  })

  it('of La Poste may have a sum of digits that five divides instead', () => {
    expect(isSiret('35600000000048')).toBe(true)
    expect(isSiret('35600000049837')).toBe(true)
    expect(isSiret('35600000049838')).toBe(false)
  })
})
