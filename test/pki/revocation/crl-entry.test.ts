import { describe, expect, it } from 'vitest'
import { indexCrlEntries } from '../../../src/pki/revocation/crl-index.ts'
import { integer, reasonExtension, sequence } from './fixtures.ts'

describe('the encoding of entries', () => {
  const date = Buffer.from('170d3237303130313030303030305a', 'hex')
  const list = (...entries: Buffer[]) => indexCrlEntries(sequence(...entries), { delta: false, indirect: false })
  const whole = sequence(integer(5), date)

  it('counts the entries', () => expect(list(whole, sequence(integer(6), date))).toMatchObject({ value: { count: 2 } }))

  it.each<[string, Buffer]>([
    ['a serial number that is not minimal', sequence(Buffer.from('02020005', 'hex'), date)],
    ['an empty serial number', sequence(Buffer.from('0200', 'hex'), date)],
    ['a date that does not exist', sequence(integer(5), Buffer.from('170d3237303233303030303030305a', 'hex'))],
    ['a date in local time', sequence(integer(5), Buffer.from('17113237303130313030303030302b30313030', 'hex'))],
    ['no date', sequence(integer(5))],
    ['an empty list of extensions', sequence(integer(5), date, sequence())],
    ['something after the extensions', sequence(integer(5), date, sequence(reasonExtension('superseded')), integer(1))],
    ['an indefinite length', Buffer.concat([Buffer.from('3080', 'hex'), integer(5), date, Buffer.of(0, 0)])],
    ['a length that is not minimal', Buffer.concat([Buffer.from('308112', 'hex'), integer(5), date])],
  ])('refuses %s', (_, entry) =>
    expect(list(whole, entry)).toMatchObject({ ok: false, failure: { code: 'pki.malformed' } }),
  )

  it('refuses a list that is there and empty', () => expect(list()).toMatchObject({ ok: false }))
})
