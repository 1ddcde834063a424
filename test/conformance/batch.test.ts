/** What scripts rely on in `parvis pki verify --batch`: NIST's suite through it, and lines that are no questions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askBatch } from '../commands/pki/ask-batch.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import {
  AT,
  authority,
  certificate,
  extendedKeyUsage,
  keyUsage,
  lookAlike,
  party,
  subscriber,
} from '../support/x509-builder.ts'

const ca = party('Batch CA')
const holder = party('Batch holder')
const anchor = authority(ca)
const leaf = subscriber(holder, ca, extendedKeyUsage('1.3.6.1.5.5.7.3.2'))
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64')
const question = {
  anchors: [base64(anchor)],
  leaf: base64(leaf),
  at: new Date(AT).toISOString(),
  revocation: 'off',
}

const codeOf = async (line: unknown): Promise<unknown> => {
  const [answer] = await askBatch([line])
  return answer?.verdict === 'valid' ? 'valid' : answer?.failure?.code
}

describe('one line, one answer', () => {
  it('has every field, in the order of the questions', async () => {
    const answers = await askBatch([
      { id: 'first', ...question },
      { id: 2, ...question, at: AT + 10 * 365 * 86_400_000 },
      { ...question, at: '2030-06-15' },
    ])
    expect(answers).toEqual([
      { id: 'first', verdict: 'valid', failure: null, policies: [], elapsedMicroseconds: expect.any(Number) },
      {
        id: 2,
        verdict: 'invalid',
        failure: {
          code: 'pki.expired',
          data: { position: 1, notAfter: expect.any(String) },
          explanation: expect.any(String),
        },
        policies: [],
        elapsedMicroseconds: expect.any(Number),
      },
      { id: null, verdict: 'valid', failure: null, policies: [], elapsedMicroseconds: expect.any(Number) },
    ])
  })

  it('takes the strict meaning of what is left out', async () => {
    const { revocation: _, ...silent } = question
    expect(await codeOf(silent)).toBe('pki.revocation-unavailable')
    expect(await codeOf({ ...silent, revocation: null })).toBe('pki.revocation-unavailable')
    expect(await codeOf({ ...silent, revocation: 'when-present' })).toBe('valid')
    const signs = certificate({ subject: holder, issuer: ca, extensions: [keyUsage('nonRepudiation')] })
    expect(await codeOf({ ...question, leaf: base64(signs) })).toBe('pki.not-for-authentication')
    expect(await codeOf({ ...question, leaf: base64(signs), purpose: 'path-only' })).toBe('valid')
  })

  it('asks for the usages named, at the leaf', async () => {
    const pathOnly = { ...question, purpose: 'path-only' }
    expect(await codeOf({ ...pathOnly, requiredExtendedKeyUsage: '1.3.6.1.5.5.7.3.2' })).toBe('valid')
    expect(await codeOf({ ...pathOnly, requiredExtendedKeyUsage: '1.3.6.1.5.5.7.3.1' })).toBe('pki.purpose-refused')
  })

  it('finds the path among candidates in any order, and refuses the look-alike', async () => {
    const root = party('Batch root')
    const impostor = lookAlike(ca)
    const candidates = [authority(impostor), authority(ca, root), authority(impostor, impostor)].map(base64)
    const asked = { ...question, anchors: [base64(authority(root))], candidates }
    expect(await codeOf(asked)).toBe('valid')
    expect(await codeOf({ ...asked, leaf: base64(subscriber(holder, impostor)) })).not.toBe('valid')
  })
})

describe('a line that is no question', () => {
  const unreadable = 'verify.question-unreadable'
  it.each([
    ['no JSON', '{"id": 1,', unreadable],
    ['no object', '[]', unreadable],
    ['null', 'null', unreadable],
    ['no leaf', { ...question, leaf: undefined }, unreadable],
    ['a field that nobody knows', { ...question, explicitPolcy: true }, unreadable],
    ['another purpose', { ...question, purpose: 'any' }, unreadable],
    ['an instant without an offset', { ...question, at: '2030-06-15T12:00:00' }, unreadable],
    ['an instant beyond all dates', { ...question, at: 8.9e15 }, unreadable],
    ['a short leaf that is no base64', { ...question, leaf: 'MII$' }, unreadable],
    ['a long leaf that is no base64', { ...question, leaf: `${question.leaf.slice(0, -8)}$AAAAAAA` }, unreadable],
    ['base64 cut in the middle', { ...question, leaf: question.leaf.slice(0, 400) }, 'pki.malformed'],
    ['a deep nest', `{"id":1,"leaf":${'['.repeat(100_000)}`, unreadable],
    ['bytes behind the leaf', { ...question, leaf: base64(Buffer.concat([leaf, Buffer.of(0)])) }, 'pki.malformed'],
    ['no anchor', { ...question, anchors: [] }, 'pki.issuer-unknown'],
  ])('is invalid: %s', async (_, line, code) => expect(await codeOf(line)).toBe(code))

  it('keeps its id, and does not disturb the next one', async () => {
    const answers = await askBatch([
      { id: 'odd', anchors: 3 },
      { id: 'good', ...question },
      '{',
      { id: 'last', ...question },
    ])
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['odd', 'invalid'],
      ['good', 'valid'],
      [null, 'invalid'],
      ['last', 'valid'],
    ])
  })

  it('reads base64 without padding, whatever comes next to it', async () => {
    const bare = (der: Uint8Array) => base64(der).replace(/=+$/, '')
    const others = [1, 2, 3].map((length) => subscriber(party('O'.repeat(length)), ca))
    const asked = { ...question, anchors: [bare(anchor)], leaf: bare(leaf), candidates: [...others, anchor].map(bare) }
    const { leaf: last, ...first } = asked
    expect(await codeOf(asked)).toBe('valid')
    expect(await codeOf({ leaf: last, ...first })).toBe('valid')
  })

  it('is the same in whatever pieces it comes', async () => {
    const line = { id: 'é', ...question, candidates: [base64(anchor), base64(leaf)] }
    for (const pieceBytes of [1, 2, 3, 255, 4096]) {
      const [answer] = await askBatch([line], pieceBytes)
      expect(answer).toMatchObject({ id: 'é', verdict: 'valid' })
    }
  })

  it('reads slashes that are escaped, as some writers of JSON have it', async () => {
    expect(await codeOf(JSON.stringify(question).replaceAll('/', '\\/'))).toBe('valid')
  })
})

needs('pkits-vectors')('NIST PKITS by the batch', () => {
  const at = '2011-04-15T00:00:00Z'
  const policy = (label: 'any' | number) => (label === 'any' ? '2.5.29.32.0' : `2.16.840.1.101.3.2.1.48.${label}`)
  const cases = readFileSync(join(import.meta.dirname, 'pkits-cases.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const read = (folder: string, name: string) =>
    readFileSync(join(pathTo('pkits-vectors'), folder, name)).toString('base64')

  it('answers all 249 as the suite does, policies too', async () => {
    const answers = await askBatch(
      cases.map(
        ({
          id,
          certificates,
          crls,
          initialPolicySet = ['any'],
          explicitPolicy,
          inhibitPolicyMapping,
          inhibitAnyPolicy,
        }) => ({
          id,
          anchors: [read('certs', 'TrustAnchorRootCertificate.crt')],
          leaf: read('certs', `${certificates.at(-1)}.crt`),
          candidates: certificates.slice(0, -1).map((name: string) => read('certs', `${name}.crt`)),
          crls: crls.map((name: string) => read('crls', `${name}.crl`)),
          at,
          purpose: 'path-only',
          initialPolicySet: initialPolicySet.map(policy),
          explicitPolicy,
          inhibitPolicyMapping,
          inhibitAnyPolicy,
          allowDsa: true,
        }),
      ),
    )
    const said = answers.map(({ verdict, policies }) => (verdict === 'valid' ? policies : verdict))
    expect(said).toEqual(cases.map(({ policies }) => policies?.map(policy).sort() ?? 'invalid'))
  })
})
