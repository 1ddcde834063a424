/** Values that nobody looks into further are well-formed all the same: found beside OpenSSL by `npm run differential`. */
import { describe, expect, it } from 'vitest'
import { nullValue, objectIdentifier, octetString, sequence, tagged, utf8String } from '../../certs-test/der-writer.ts'
import { readAlgorithmIdentifier } from '../../src/pki/algorithms/algorithm-identifier.ts'
import { decodeDer } from '../../src/pki/der/decode-der.ts'
import { authority, party, subjectAltName, subscriber } from '../support/x509-builder.ts'
import { answerTo } from '../support/x509-verdict.ts'

describe('parameters of an algorithm', () => {
  const read = (...parameters: Buffer[]) =>
    decodeDer('algorithm', sequence(objectIdentifier('2.999'), ...parameters), readAlgorithmIdentifier).ok

  it('may be NULL, anything else, or absent', () => {
    expect([read(), read(nullValue()), read(octetString(Buffer.of(1)))]).toEqual([true, true, true])
  })
  it('are not a NULL with something in it', () => expect(read(Buffer.of(5, 1, 0))).toBe(false))
})

describe('the name of an EDI party', () => {
  const [ca, holder] = [party('CA'), party('Holder')]
  const answer = (...parts: Buffer[]) =>
    answerTo({ leaf: subscriber(holder, ca, subjectAltName(tagged(5, ...parts))), anchors: [authority(ca)] })

  it('is a text, with or without that of its assigner', () => {
    expect(answer(tagged(1, utf8String('party')))).toBe('valid')
    expect(answer(tagged(0, utf8String('assigner')), tagged(1, utf8String('party')))).toBe('valid')
  })
  it.each([
    ['is missing', []],
    ['is no text', [tagged(1, nullValue())]],
    ['is followed by something', [tagged(1, utf8String('party')), nullValue()]],
  ])('%s: refused', (_, parts) => expect(answer(...parts)).toBe('pki.malformed'))
})
