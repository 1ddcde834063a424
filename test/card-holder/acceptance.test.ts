import { describe, expect, it } from 'vitest'
import { extendedKeyUsage, type KeyUsage, keyUsage, type Purpose, qcStatements } from '../../certs-test/extensions.ts'
import { type AcceptancePolicy, type AcceptanceRule, acceptCard } from '../../src/card-holder/acceptance.ts'
import { someCertificate } from './some-certificate.ts'

const at = Date.UTC(2026, 0, 5, 9)
const CARD = '2.999.1'
const FILE = '2.999.2'
const ruled = (...rules: AcceptanceRule[]): AcceptancePolicy => ({
  label: 'Autorité (essai)',
  acceptedFromAt: at,
  acceptedUntilAt: at + 1000,
  rules,
})
const rules: AcceptanceRule[] = [
  { policies: [CARD, '2.999.11'], profiles: ['expert', 'sapiteur'], level: 'hardware' },
  { policies: [FILE], profiles: ['sapiteur'], level: 'software' },
]
const login = someCertificate({ extensions: [keyUsage('digitalSignature'), extendedKeyUsage('clientAuth')] })

const levels = (policies: string[], policy = ruled(...rules), certificate = login, when = at) => {
  const outcome = acceptCard(certificate, policies, policy, when)
  return outcome.ok ? Object.fromEntries(outcome.value.levels) : outcome.failure.code
}

describe('what a card may do', () => {
  it('depends on its policies, profile by profile', () => {
    expect(levels([CARD])).toEqual({ expert: 'hardware', sapiteur: 'hardware' })
    expect(levels([FILE])).toEqual({ sapiteur: 'software' })
  })

  it('is the best that several rules grant, in whatever order they stand', () => {
    for (const policy of [ruled(...rules), ruled(...rules.toReversed())])
      expect(levels([FILE, CARD], policy)).toEqual({ expert: 'hardware', sapiteur: 'hardware' })
  })

  it('is nothing without an accepted policy; anyPolicy is none', () => {
    for (const policies of [[], ['2.999.3'], ['2.5.29.32.0'], ['2.999.1.0']])
      expect(levels(policies)).toBe('card.policy-not-accepted')
  })

  it('says which policies were not accepted', () => {
    const outcome = acceptCard(login, ['2.999.3'], ruled(...rules), at)
    expect(outcome).toMatchObject({ failure: { data: { authority: 'Autorité (essai)', policies: ['2.999.3'] } } })
  })

  it('is hardware by its statement only where the operator believes statements', () => {
    const stating = ruled({ policies: [CARD], profiles: ['expert'], level: 'by-qc-sscd' })
    const certificate = (onDevice: boolean) =>
      someCertificate({ extensions: [keyUsage('digitalSignature'), qcStatements({ onDevice }, 'https://x.test')] })
    expect(levels([CARD], stating, certificate(true))).toEqual({ expert: 'hardware' })
    expect(levels([CARD], stating, certificate(false))).toEqual({ expert: 'software' })
    expect(levels([CARD], stating, login)).toEqual({ expert: 'software' })
    expect(levels([FILE], ruled(...rules), certificate(true))).toEqual({ sapiteur: 'software' })
  })

  it('starts and ends with the operator’s dates, to the millisecond', () => {
    const policy = ruled(...rules)
    expect(levels([FILE], policy, login, at - 1)).toBe('card.authority-not-in-force')
    expect(levels([FILE], policy, login, at)).toEqual({ sapiteur: 'software' })
    expect(levels([FILE], policy, login, at + 999)).toEqual({ sapiteur: 'software' })
    expect(levels([FILE], policy, login, at + 1000)).toBe('card.authority-not-in-force')
    expect(levels([FILE], { ...policy, acceptedUntilAt: undefined }, login, at + 1000)).toEqual({
      sapiteur: 'software',
    })
  })
})

describe('the usages of a certificate that logs in', () => {
  const accepted = 'accepted'
  it.each<[string, KeyUsage[], Purpose[], string]>([
    ['authentication', ['digitalSignature'], ['clientAuth'], accepted],
    ['both usages in one key', ['digitalSignature', 'nonRepudiation'], ['clientAuth', 'emailProtection'], accepted],
    ['no extended usage', ['digitalSignature'], [], accepted],
    ['any extended usage', ['digitalSignature'], ['any'], accepted],
    ['no key usage, client authentication said', [], ['clientAuth'], accepted],
    ['nothing said at all', [], [], 'card.usage-not-accepted'],
    ['signature of documents only', ['nonRepudiation'], [], 'card.signature-certificate'],
    ['signature of documents and mail', ['nonRepudiation'], ['emailProtection'], 'card.signature-certificate'],
    ['signature of documents and clientAuth', ['nonRepudiation'], ['clientAuth'], 'card.signature-certificate'],
    ['encipherment only', ['keyEncipherment'], ['clientAuth'], 'card.usage-not-accepted'],
    ['a server', ['digitalSignature'], ['serverAuth'], 'card.usage-not-accepted'],
    ['mail only', ['digitalSignature', 'nonRepudiation'], ['emailProtection'], 'card.usage-not-accepted'],
  ])('%s', (_, usages, purposes, verdict) => {
    const extensions = [
      ...(usages.length > 0 ? [keyUsage(...usages)] : []),
      ...(purposes.length > 0 ? [extendedKeyUsage(...purposes)] : []),
    ]
    const found = levels([FILE], ruled(...rules), someCertificate({ extensions }))
    expect(found).toEqual(verdict === accepted ? { sapiteur: 'software' } : verdict)
  })
})
