import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findCrlEntry, indexCrlEntries } from '../../../src/pki/revocation/crl-index.ts'
import { REVOCATION_REASONS } from '../../../src/pki/revocation/revocation-reason.ts'
import { directoryName, element, enumerated, extension, named, sequence, time } from './fixtures.ts'

const AT = Date.UTC(2020, 0, 1)

/** Minimal two's complement octets, negative ones and 20 octets included. */
const serials = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .filter(
    ([first = 0, second]) =>
      second === undefined || !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)),
  )

const reasons = fc.constantFrom(
  ...REVOCATION_REASONS.filter((reason) => reason !== undefined && reason !== 'removeFromCRL'),
)
const entries = fc.array(fc.record({ serial: serials, reason: reasons, day: fc.nat(3000) }), {
  minLength: 1,
  maxLength: 200,
})

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

const encoded = (serial: Uint8Array, revokedAt: number, ...extensions: Buffer[]): Buffer =>
  sequence(element(0x02, serial), time(revokedAt), ...(extensions.length === 0 ? [] : [sequence(...extensions)]))

it('finds every entry of a list, and none besides', () => {
  fc.assert(
    fc.property(entries, fc.array(serials), (listed, others) => {
      const ders = listed.map(({ serial, reason, day }) =>
        encoded(serial, AT + day * 86_400_000, extension('2.5.29.21', enumerated(REVOCATION_REASONS.indexOf(reason)))),
      )
      const index = indexCrlEntries(sequence(...ders), { delta: false, indirect: false })
      if (!index.ok) throw new Error(index.failure.explanation)
      expect(index.value.count).toBe(listed.length)
      for (const { serial } of listed) {
        const found = findCrlEntry(index.value, serial, () => true)
        const same = listed.filter((entry) => hex(entry.serial) === hex(serial))
        expect(same.map(({ reason, day }) => [reason, AT + day * 86_400_000])).toContainEqual([
          found?.reason,
          found?.revokedAt,
        ])
      }
      const known = new Set(listed.map(({ serial }) => hex(serial)))
      for (const serial of others.filter((other) => !known.has(hex(other)))) {
        expect(findCrlEntry(index.value, serial, () => true)).toBeUndefined()
      }
    }),
  )
})

it('says of which issuer every entry is, as an indirect list goes along', () => {
  const issuers = ['A', 'B', 'C'].map((name) => ({
    name,
    der: extension('2.5.29.29', sequence(directoryName(named(name))), true),
  }))
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(2)), { minLength: 1, maxLength: 60 }), (changes) => {
      const ders = changes.map((change, position) => {
        const issuer = change === null ? undefined : issuers[change]
        return encoded(Buffer.of(position), AT, ...(issuer === undefined ? [] : [issuer.der]))
      })
      const index = indexCrlEntries(sequence(...ders), { delta: false, indirect: true })
      if (!index.ok) throw new Error(index.failure.explanation)
      let current: string | undefined
      for (const [position, change] of changes.entries()) {
        current = change === null ? current : issuers[change]?.name
        const seen: (string | undefined)[] = []
        findCrlEntry(index.value, Buffer.of(position), (names) => {
          const [name] = names ?? []
          seen.push(name?.form === 'directoryName' ? name.value.relativeNames[0]?.[0]?.text : undefined)
          return true
        })
        expect(seen).toEqual([current])
      }
    }),
  )
})

it('never fails otherwise than closed, whatever the bytes', () => {
  const good = sequence(encoded(Buffer.of(5), AT, extension('2.5.29.21', enumerated(1))), encoded(Buffer.of(6), AT))
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (position, octet) => {
      const altered = Buffer.from(good)
      altered[position] = octet
      const index = indexCrlEntries(altered, { delta: false, indirect: false })
      expect(index.ok || ['pki.malformed', 'pki.oversize'].includes(index.failure.code)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
