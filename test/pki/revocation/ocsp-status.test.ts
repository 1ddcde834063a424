import { describe, expect, it } from 'vitest'
import { parseOcspResponse } from '../../../src/pki/revocation/ocsp-response.ts'
import {
  AT,
  authority,
  DAY,
  endingOf,
  enumerated,
  extension,
  HOUR,
  issue,
  listOf,
  newKey,
  octetString,
  type Signer,
  scopedTo,
  sequence,
  tagged,
  validate,
} from './fixtures.ts'
import { type AnswerOptions, answer, errorAnswer, NO_CHECK, OCSP_SIGNING, statement, wrapped } from './ocsp-fixtures.ts'

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42 })
const responder = issue(ca, 'Répondeur', { extensions: [OCSP_SIGNING, NO_CHECK] })

const ending = (...ocsps: Buffer[]) => endingOf(validate(card, ca, { ocsps }))
const said = (options: AnswerOptions = {}, by: Signer = responder) => answer(card, ca, by, options)

describe('an answer', () => {
  it.each<[string, AnswerOptions, string]>([
    ['is good', {}, 'valid'],
    ['is good, by SHA-256', { hash: 'sha256' }, 'valid'],
    ['is good, its responder named', { responderId: 'by-name' }, 'valid'],
    ['revokes', { status: {} }, 'pki.revoked'],
    ['revokes with a reason', { status: { reason: 'keyCompromise' } }, 'pki.revoked'],
    ['holds', { status: { reason: 'certificateHold' } }, 'pki.on-hold'],
    ['does not know the certificate', { status: 'unknown' }, 'pki.revocation-unknown'],
    ['is about another serial number', { serial: Buffer.of(43) }, 'pki.revocation-unavailable'],
    ['is about another issuer', { certIdIssuer: authority('Autre') }, 'pki.revocation-unavailable'],
    ['is about a namesake of the issuer', { certIdKey: authority('Autorité') }, 'pki.revocation-unavailable'],
    ['hashes with MD5', { hash: 'md5' }, 'pki.revocation-unavailable'],
    ['is expired', { thisUpdateAt: AT - DAY, nextUpdateAt: AT - 1000 }, 'pki.revocation-expired'],
    ['ends at this very instant', { nextUpdateAt: AT }, 'valid'],
    ['is expired and revokes', { nextUpdateAt: AT - 1000, status: {} }, 'pki.revoked'],
    ['is expired and knows nothing', { nextUpdateAt: AT - 1000, status: 'unknown' }, 'pki.revocation-unavailable'],
    ['is of the future', { thisUpdateAt: AT + 1000 }, 'pki.revocation-unavailable'],
    ['was produced in the future', { producedAt: AT + 1000 }, 'pki.revocation-unavailable'],
    ['is undated and fresh', { nextUpdateAt: null, thisUpdateAt: AT - 299_000 }, 'valid'],
    ['is undated and old', { nextUpdateAt: null, thisUpdateAt: AT - 301_000 }, 'pki.revocation-expired'],
    ['says the same twice', { times: 2 }, 'valid'],
  ])('that %s', (_, options, expected) => expect(ending(said(options))).toBe(expected))

  it('may be about certificates of other issuers as well', () => {
    const other = authority('Autre')
    const foreign = statement(issue(other, 'Porteur', { serial: 42 }), other, { status: {} })
    expect(ending(said({ besides: [foreign] }))).toBe('valid')
    expect(ending(said({ besides: [statement(card, ca, { status: {} })] }))).toBe('pki.revoked')
  })

  it('says why and when', () => {
    const verdict = validate(card, ca, { ocsps: [said({ status: { reason: 'superseded' } })] })
    expect(verdict.verdict === 'invalid' && verdict.failure.data).toMatchObject({
      serialNumber: '2a',
      reason: 'superseded',
      revokedAt: AT - 2 * HOUR,
      evidence: [expect.stringMatching(/^ocsp of /)],
    })
  })

  it('comes from the issuer itself as well', () => {
    expect(ending(said({}, ca))).toBe('valid')
    expect(ending(said({ responderId: 'by-name', certificates: [] }, ca))).toBe('valid')
  })
})

describe('an answer that is not believed', () => {
  const flipped = Buffer.from(said())
  flipped[60] = (flipped[60] ?? 0) ^ 1
  const plain = issue(ca, 'Répondeur', { extensions: [NO_CHECK] })
  const foreign = issue(authority('Autorité'), 'Répondeur', { extensions: [OCSP_SIGNING, NO_CHECK] })
  const below = authority('Sous-autorité', ca)
  const grandchild = issue(below, 'Répondeur', { extensions: [OCSP_SIGNING, NO_CHECK] })
  const anyPurpose = issue(ca, 'Répondeur', {
    extensions: [extension('2.5.29.37', sequence(Buffer.from('0604551d2500', 'hex'))), NO_CHECK],
  })
  const wrongUsage = issue(ca, 'Répondeur', { usage: [5], extensions: [OCSP_SIGNING, NO_CHECK] })
  const expired = issue(ca, 'Répondeur', { notAfterAt: AT - 1000, extensions: [OCSP_SIGNING, NO_CHECK] })
  const strange = issue(ca, 'Répondeur', {
    extensions: [OCSP_SIGNING, NO_CHECK, extension('1.2.3.4', octetString(Buffer.of(1)), true)],
  })
  const impostor = { ...responder, key: newKey() }
  const critical = extension('1.2.3.4', octetString(Buffer.of(1)), true)

  it.each<[string, Buffer]>([
    ['was altered by one bit', flipped],
    ['is signed by another key than its certificate', said({}, impostor)],
    ['comes from a responder without the purpose', said({}, plain)],
    ['comes from a responder of any purpose', said({}, anyPurpose)],
    ['comes from a responder that may only sign certificates', said({}, wrongUsage)],
    ['comes from a responder of a namesake', said({}, foreign)],
    ['comes from a responder that another CA certified', said({ certificates: [grandchild, below] }, grandchild)],
    ['comes from an expired responder', said({}, expired)],
    ['comes from a responder with an unknown critical extension', said({}, strange)],
    ['comes from the card itself', said({}, card)],
    ['comes from a namesake of the issuer', said({ responderId: 'by-name' }, authority('Autorité'))],
    ['has an unknown critical extension', said({ extensions: [critical] })],
    ['has an unknown critical extension in what it says', said({ answerExtensions: [critical] })],
    ['is an error', errorAnswer(3)],
    ['is of no known type', wrapped(Buffer.from('3000', 'hex'), '1.2.3.4')],
    ['is followed by one more octet', Buffer.concat([said(), Buffer.of(0)])],
    ['is cut short', said().subarray(0, -1)],
  ])('because it %s', (_, ocsp) => {
    expect(ending(ocsp)).toBe('pki.revocation-unavailable')
    expect(ending(ocsp, said())).toBe('valid')
    expect(endingOf(validate(card, ca, { ocsps: [ocsp], crls: [listOf(ca, { entries: [{ serial: 42 }] })] }))).toBe(
      'pki.revoked',
    )
  })
})

describe('a responder without ocsp-nocheck', () => {
  const checked = issue(ca, 'Répondeur', { serial: 99, extensions: [OCSP_SIGNING] })
  const own = (entries: { serial: number }[] = []) =>
    listOf(ca, { entries, extensions: [scopedTo({ only: 'userCerts' })] })

  it('is believed once its own status is known', () => {
    const revoking = said({ status: {} }, checked)
    expect(endingOf(validate(card, ca, { ocsps: [said({}, checked)] }))).toBe('pki.revocation-unavailable')
    expect(endingOf(validate(card, ca, { ocsps: [revoking], crls: [own()] }))).toBe('pki.revoked')
    expect(endingOf(validate(card, ca, { ocsps: [revoking], crls: [own([{ serial: 99 }])] }))).toBe('valid')
  })

  it('cannot vouch for itself', () => {
    const aboutItself = answer(checked, ca, checked)
    expect(endingOf(validate(card, ca, { ocsps: [said({}, checked), aboutItself] }))).toBe('pki.revocation-unavailable')
    expect(endingOf(validate(checked, ca, { ocsps: [aboutItself] }))).toBe('pki.revocation-unavailable')
  })

  it('may be vouched for by another one', () => {
    const byOther = answer(checked, ca, responder)
    expect(endingOf(validate(card, ca, { ocsps: [said({}, checked), byOther] }))).toBe('valid')
  })
})

describe('several answers', () => {
  const older = { thisUpdateAt: AT - 3 * HOUR }

  it.each<[string, AnswerOptions, AnswerOptions, string]>([
    ['a hold, then good', { ...older, status: { reason: 'certificateHold' } }, {}, 'valid'],
    ['good, then a hold', older, { status: { reason: 'certificateHold' } }, 'pki.on-hold'],
    ['a revocation, then good', { ...older, status: { reason: 'keyCompromise' } }, {}, 'pki.revoked'],
    ['good, then unknown', older, { status: 'unknown' }, 'pki.revocation-unknown'],
  ])('%s', (_, first, second, expected) => {
    expect(ending(said(first), said(second))).toBe(expected)
    expect(ending(said(second), said(first))).toBe(expected)
  })
})

describe('answers and lists together', () => {
  const both = (options: AnswerOptions, crl: Buffer) =>
    endingOf(validate(card, ca, { ocsps: [said(options)], crls: [crl] }))

  it.each<[string, AnswerOptions, Buffer, string]>([
    ['good and good', {}, listOf(ca), 'valid'],
    ['good, and a list that revokes', {}, listOf(ca, { entries: [{ serial: 42 }] }), 'pki.revoked'],
    ['revoked, and a list that does not', { status: {} }, listOf(ca), 'pki.revoked'],
    ['unknown, and a list that does not revoke', { status: 'unknown' }, listOf(ca), 'pki.revocation-unknown'],
    ['expired, and a current list', { nextUpdateAt: AT - 1 }, listOf(ca), 'valid'],
    ['good, and an expired list', {}, listOf(ca, { nextUpdateAt: AT - 1 }), 'valid'],
    [
      'good, and a hold that is older',
      {},
      listOf(ca, { thisUpdateAt: AT - DAY, entries: [{ serial: 42, reason: 'certificateHold' }] }),
      'valid',
    ],
    [
      'good, and a hold that is newer',
      {},
      listOf(ca, { thisUpdateAt: AT - 1, entries: [{ serial: 42, reason: 'certificateHold' }] }),
      'pki.on-hold',
    ],
  ])('%s', (_, options, crl, expected) => expect(both(options, crl)).toBe(expected))
})

describe('the encoding of answers', () => {
  it.each<[string, Buffer]>([
    ['no status', sequence()],
    ['a status that does not exist', errorAnswer(4)],
    ['success without an answer', errorAnswer(0)],
    ['an error with an answer', sequence(enumerated(1), tagged(0, sequence()))],
    ['a nonce without octets', said({ nonce: Buffer.alloc(0) })],
    ['a nonce over 128 octets', said({ nonce: Buffer.alloc(129) })],
    [
      'an extension twice',
      said({ nonce: Buffer.of(1), extensions: [extension('1.3.6.1.5.5.7.48.1.2', octetString(Buffer.of(1)))] }),
    ],
  ])('refuses %s', (_, der) =>
    expect(parseOcspResponse(der)).toMatchObject({ ok: false, failure: { code: 'pki.malformed' } }),
  )

  it.each([
    [1, 'malformedRequest'],
    [2, 'internalError'],
    [3, 'tryLater'],
    [5, 'sigRequired'],
    [6, 'unauthorized'],
  ])('names error %i: %s', (status, name) => {
    expect(parseOcspResponse(errorAnswer(status))).toMatchObject({
      failure: { code: 'pki.ocsp-refused', data: { status: name } },
    })
  })
})
