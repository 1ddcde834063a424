import { describe, expect, it } from 'vitest'
import { time, utf8String } from '../../certs-test/der-writer.ts'
import { CLIENT_LOGIN, PATH_ONLY } from '../../src/pki/purpose.ts'
import {
  AT,
  AUTHORITY,
  attribute,
  authority,
  basicConstraints,
  certificate,
  certificatePolicies,
  criticalSubjectAltName,
  extendedKeyUsage,
  extension,
  general,
  keyUsage,
  party,
  policyConstraints,
  relativeName,
  subscriber,
} from '../support/x509-builder.ts'
import { answerTo, type Question, verdictOn } from '../support/x509-verdict.ts'

const [root, ca, lower, person] = [party('Root'), party('CA'), party('Lower CA'), party('Person')]
const anchors = [authority(root)]
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ANY_PURPOSE = '2.5.29.37.0'

describe('validity period', () => {
  const leaf = certificate({ subject: person, issuer: root, notBefore: time(AT), notAfter: time(AT + 60_000) })

  it.each([
    ['a second before it begins', AT - 1, 'pki.not-yet-valid'],
    ['as it begins', AT, 'valid'],
    ['in its last second', AT + 60_999, 'valid'],
    ['a second after', AT + 61_000, 'pki.expired'],
    ['at no instant at all', Number.NaN, 'pki.not-yet-valid'],
    ['at the end of time', Number.POSITIVE_INFINITY, 'pki.expired'],
  ])('%s', (_, at, expected) => expect(answerTo({ leaf, anchors, at })).toBe(expected))

  it('of a CA in the path', () => {
    const old = certificate({ subject: ca, issuer: root, extensions: AUTHORITY, notAfter: time(AT - 60_000) })
    expect(answerTo({ leaf: subscriber(person, ca), anchors, candidates: [old] })).toBe('pki.expired')
  })

  it('of the anchor, unless its own limits are ignored', () => {
    const old = [certificate({ subject: root, issuer: root, extensions: AUTHORITY, notAfter: time(AT - 60_000) })]
    expect(answerTo({ leaf: subscriber(person, root), anchors: old })).toBe('pki.expired')
    expect(answerTo({ leaf: subscriber(person, root), anchors: old, anchorConstraints: 'ignored' })).toBe('valid')
  })
})

describe('path length', () => {
  const limited = (length: number) => [basicConstraints(true, length), keyUsage('keyCertSign')]
  const leaf = subscriber(person, lower)

  it('a CA below one that allows none', () =>
    expect(answerTo({ leaf, anchors, candidates: [authority(ca, root, limited(0)), authority(lower, ca)] })).toBe(
      'pki.path-too-long',
    ))

  it('a CA below one that allows one', () =>
    expect(answerTo({ leaf, anchors, candidates: [authority(ca, root, limited(1)), authority(lower, ca)] })).toBe(
      'valid',
    ))

  it('a lower CA does not widen it', () => {
    const last = party('Last CA')
    const candidates = [authority(ca, root, limited(1)), authority(lower, ca, limited(5)), authority(last, lower)]
    expect(answerTo({ leaf: subscriber(person, last), anchors, candidates })).toBe('pki.path-too-long')
  })

  it('a self-issued CA does not count', () => {
    const renewed = { ...party(''), name: ca.name }
    const candidates = [authority(ca, root, limited(0)), authority(renewed, ca)]
    expect(answerTo({ leaf: subscriber(person, renewed), anchors, candidates })).toBe('valid')
  })

  it('a CA as leaf is no CA of the path', () =>
    expect(answerTo({ leaf: authority(lower, ca), anchors, candidates: [authority(ca, root, limited(0))] })).toBe(
      'valid',
    ))

  it('of the anchor', () => {
    const question = { leaf, anchors: [authority(root, root, limited(0))], candidates: [authority(lower, root)] }
    expect(answerTo(question)).toBe('pki.path-too-long')
    expect(answerTo({ ...question, anchorConstraints: 'ignored' })).toBe('valid')
  })
})

describe('what only a CA may be', () => {
  it.each([
    ['no basic constraints', [keyUsage('keyCertSign')], 'pki.not-a-ca'],
    ['cA false', [basicConstraints(false), keyUsage('digitalSignature')], 'pki.not-a-ca'],
    ['no key usage', [basicConstraints(true)], 'valid'],
    ['basic constraints not critical', [extension('2.5.29.19', Buffer.from('30030101ff', 'hex'))], 'valid'],
  ])('%s', (_, extensions, expected) =>
    expect(answerTo({ leaf: subscriber(person, ca), anchors, candidates: [authority(ca, root, extensions)] })).toBe(
      expected,
    ),
  )

  it('a version 1 certificate', () => {
    const old = certificate({ subject: ca, issuer: root, version: 'absent', extensions: [] })
    expect(answerTo({ leaf: subscriber(person, ca), anchors, candidates: [old] })).toBe('pki.version-refused')
  })

  it('an anchor whose certificate says that it is no CA', () => {
    const pinnedPerson = [subscriber(root, root)]
    expect(answerTo({ leaf: subscriber(person, root), anchors: pinnedPerson })).toBe('pki.not-a-ca')
  })

  it('a CA without a name', () => {
    const nameless = { ...ca, name: Buffer.from('3000', 'hex') }
    const candidates = [authority(nameless, root)]
    expect(answerTo({ leaf: subscriber(person, nameless), anchors, candidates })).toBe('pki.subject-missing')
  })

  it('a person without a subject, named by a critical alternative name', () => {
    const leaf = certificate({
      subject: { ...person, name: Buffer.from('3000', 'hex') },
      issuer: root,
      extensions: [keyUsage('digitalSignature'), criticalSubjectAltName(general.rfc822('a@example.fr'))],
    })
    expect(answerTo({ leaf, anchors })).toBe('valid')
  })
})

describe('unknown critical extensions', () => {
  const unknown = extension('1.2.3.4', utf8String('obey'), true)

  it('in the leaf', () =>
    expect(answerTo({ leaf: subscriber(person, root, unknown), anchors })).toBe('pki.critical-extension-unknown'))
  it('in a CA', () =>
    expect(
      answerTo({ leaf: subscriber(person, ca), anchors, candidates: [authority(ca, root, [...AUTHORITY, unknown])] }),
    ).toBe('pki.critical-extension-unknown'))
  it('in the anchor', () =>
    expect(
      answerTo({ leaf: subscriber(person, root), anchors: [authority(root, root, [...AUTHORITY, unknown])] }),
    ).toBe('pki.critical-extension-unknown'))
})

describe('client login', () => {
  const login = (extensions: readonly Buffer[], more: Partial<Question> = {}) =>
    answerTo({
      leaf: certificate({ subject: person, issuer: root, extensions }),
      anchors,
      purpose: CLIENT_LOGIN,
      ...more,
    })

  it.each([
    ['digitalSignature and clientAuth', [keyUsage('digitalSignature'), extendedKeyUsage(CLIENT_AUTH)], 'valid'],
    [
      'both usages and any purpose',
      [keyUsage('digitalSignature', 'nonRepudiation'), extendedKeyUsage(ANY_PURPOSE)],
      'valid',
    ],
    ['digitalSignature alone', [keyUsage('digitalSignature')], 'valid'],
    ['clientAuth alone', [extendedKeyUsage(CLIENT_AUTH)], 'valid'],
    ['neither', [basicConstraints(false)], 'pki.not-for-authentication'],
    ['the signature certificate of the card', [keyUsage('nonRepudiation')], 'pki.not-for-authentication'],
    [
      'signature certificate with clientAuth',
      [keyUsage('nonRepudiation'), extendedKeyUsage(CLIENT_AUTH)],
      'pki.not-for-authentication',
    ],
    ['a server', [keyUsage('digitalSignature'), extendedKeyUsage(SERVER_AUTH)], 'pki.purpose-refused'],
    ['a CA', [...AUTHORITY, extendedKeyUsage(CLIENT_AUTH)], 'pki.ca-as-end-entity'],
    [
      'a CA that may sign what it likes',
      [basicConstraints(true), keyUsage('digitalSignature', 'keyCertSign')],
      'pki.ca-as-end-entity',
    ],
  ])('%s', (_, extensions, expected) => expect(login(extensions)).toBe(expected))

  it('under a CA that may issue for servers alone', () => {
    const candidates = [authority(ca, root, [...AUTHORITY, extendedKeyUsage(SERVER_AUTH)])]
    const leaf = subscriber(person, ca, extendedKeyUsage(CLIENT_AUTH))
    expect(answerTo({ leaf, anchors, candidates, purpose: CLIENT_LOGIN })).toBe('pki.purpose-refused')
    expect(answerTo({ leaf, anchors, candidates })).toBe('valid')
  })

  it('a purpose can be required of a path alone', () => {
    const purpose = { ...PATH_ONLY, extendedKeyUsages: [SERVER_AUTH] }
    expect(answerTo({ leaf: subscriber(person, root, extendedKeyUsage(CLIENT_AUTH)), anchors, purpose })).toBe(
      'pki.purpose-refused',
    )
    expect(answerTo({ leaf: subscriber(person, root, extendedKeyUsage(SERVER_AUTH)), anchors, purpose })).toBe('valid')
  })
})

describe('policies of the anchor (RFC 5937)', () => {
  const constrained = [authority(root, root, [...AUTHORITY, certificatePolicies('1.2.3'), policyConstraints(0)])]
  const leaf = subscriber(person, root, certificatePolicies('1.2.4'))

  it('require a policy of the leaf', () => {
    expect(answerTo({ leaf, anchors: constrained })).toBe('valid')
    expect(answerTo({ leaf: subscriber(person, root), anchors: constrained })).toBe('pki.no-acceptable-policy')
  })

  it('are the only ones accepted where it is so decided', () =>
    expect(answerTo({ leaf, anchors: constrained, anchorConstraints: 'all' })).toBe('pki.no-acceptable-policy'))
})

describe('explains itself', () => {
  it('check by check, anchor first, down to the one that failed', () => {
    const leaf = certificate({ subject: person, issuer: ca, notAfter: time(AT - 60_000) })
    const verdict = verdictOn({ leaf, anchors, candidates: [authority(ca, root)] })
    const [first, last] = [verdict.checks.at(0), verdict.checks.at(-1)]
    expect(first).toMatchObject({ position: 2, passed: true })
    expect(last).toMatchObject({ check: 'validity-period', position: 0, passed: false })
    expect(last?.clause).toContain('RFC 5280')
    expect(last?.found()).toContain('2030-06-15T11:59:00Z')
    expect(verdict.checks.filter(({ passed }) => !passed)).toHaveLength(1)
  })

  it('whatever the instant', () => {
    const verdict = verdictOn({ leaf: subscriber(person, root), anchors, at: Number.NaN })
    expect(verdict.checks.at(-1)?.found()).toContain('no instant')
  })

  it('without letting a name forge a line of the explanation', () => {
    const forged = relativeName(attribute('2.5.4.3', utf8String('x\nvalid, CN=Root\u202e')))
    const subject = { ...person, name: Buffer.concat([Buffer.of(0x30, forged.length), forged]) }
    const verdict = verdictOn({ leaf: subscriber(subject, root), anchors })
    const found = verdict.checks.find(({ check }) => check === 'subject-name')?.found()
    expect(found).toBe('subject CN=x\\u{a}valid\\, CN\\=Root\\u{202e}')
  })
})
