import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { RECIPES } from '../../certs-test/recipes/all.ts'
import { trustedAuthorityFiles } from '../../certs-test/trusted-authorities.ts'
import { acceptCard } from '../../src/card-holder/acceptance.ts'
import { readCardHolder } from '../../src/card-holder/card-holder.ts'
import { concernsAbout } from '../../src/card-holder/review.ts'
import { readTrustStore, type TrustStore } from '../../src/card-holder/trust-store.ts'
import { parseCertificate } from '../../src/pki/certificate.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = Date.UTC(2026, 0, 5, 9)
const folder = join(temporaryFolder(), 'pki')
let pki: TestPki
let files: Readonly<Record<string, object>>

beforeAll(async () => {
  pki = await generatePki({ folder, at, baseUrl: 'http://127.0.0.1:9', keys: 'quick' })
  files = trustedAuthorityFiles(pki)
})

const store = (...values: unknown[]) => readTrustStore(values.map((value, index) => ({ name: `${index}.json`, value })))
const mistakesIn = (...values: unknown[]) => {
  const outcome = store(...values)
  return outcome.ok ? [] : outcome.failure.data['mistakes']
}
const good = (): TrustStore => {
  const outcome = store(...Object.values(files))
  if (!outcome.ok) throw new Error(outcome.failure.explanation)
  return outcome.value
}

describe('the trust store', () => {
  it('finds an authority by the hash of its certificate, and an impostor not', () => {
    expect(good().find(pki.authority('eid-user').sha256)).toMatchObject({
      label: 'CertEurope eID User (essai)',
      sirenOwner: 'holder',
      origin: 'manual',
      revocation: { unavailable: undefined, expired: undefined },
    })
    expect(good().find(pki.authority('look-alike-user').sha256)).toBeUndefined()
  })

  it('is none when it is empty', () => {
    expect(mistakesIn()).toEqual(['no authority is trusted'])
  })

  it('tells every mistake of every file at once', () => {
    const [one, other] = Object.values(files)
    expect(mistakesIn({ ...one, colour: 'blue' }, { ...other, sha256: 'AB' }, one, one, null)).toEqual([
      '0.json: description: Unrecognized key: "colour"',
      '1.json: sha256: must be 64 lower-case hexadecimal digits',
      '3.json: this authority is already in the store',
      '4.json: description: Invalid input: expected object, received null',
    ])
  })

  it.each<[string, (pem: (name: 'tls' | 'look-alike-user') => string) => object, RegExp]>([
    ['the certificate of somebody else', (pem) => ({ certificate: pem('look-alike-user') }), /not that of the certif/],
    ['no PEM', () => ({ certificate: 'MIIB' }), /must be one certificate in PEM/],
    ['two certificates', (pem) => ({ certificate: pem('tls') + pem('tls') }), /must be one certificate in PEM/],
    ['no rule', () => ({ rules: [] }), /rules: /],
    [
      'a profile that has no card',
      () => ({ rules: [{ ...rule('2.999.1', 'software'), profiles: ['candidat'] }] }),
      /profiles/,
    ],
    ['anyPolicy', () => ({ rules: [rule('2.5.29.32.0', 'software')] }), /anyPolicy accepts everything/],
    ['hardware by a software policy', () => ({ rules: [rule('0.4.0.194112.1.0', 'hardware')] }), /software policies/],
    ['a date without zone', () => ({ acceptedFrom: '2026-01-01T00:00:00' }), /acceptedFrom/],
    ['endless grace', () => ({ revocation: { expired: 'allow' } }), /revocation\.expired/],
  ])('refuses %s', (_, change, words) => {
    const pem = (name: 'tls' | 'look-alike-user') => readFileSync(pki.authority(name).certificatePath, 'utf8')
    const mistakes = mistakesIn({ ...files['eid-user.json'], ...change(pem) })
    expect(mistakes).toHaveLength(1)
    expect(String(mistakes)).toMatch(words)
  })

  it('refuses a certificate that is no authority’s, even pinned', () => {
    const { certificatePath, sha256 } = pki.card('expert')
    const certificate = readFileSync(certificatePath, 'utf8')
    expect(mistakesIn({ ...files['eid-user.json'], certificate, sha256 })).toEqual([
      '0.json: certificate: is not that of an authority',
    ])
  })
})

const rule = (policy: string, level: string) => ({ policies: [policy], profiles: ['expert'], level })

describe('the cards of the demo', () => {
  const judged = (name: string) => {
    const card = pki.card(name)
    const pem = readFileSync(card.certificatePath, 'utf8').replace(/-----[A-Z ]+-----/g, '')
    const read = parseCertificate(Buffer.from(pem, 'base64'))
    if (!read.ok) throw new Error(read.failure.explanation)
    const authority = good().find(pki.authority(card.authority).sha256)
    if (authority === undefined) return 'unknown authority'
    const policies = read.value.extensions.certificatePolicies ?? []
    const accepted = acceptCard(read.value, policies, authority, at)
    if (!accepted.ok) return accepted.failure.code
    const concerns = concernsAbout(readCardHolder(read.value), authority.sirenOwner)
    return concerns.length > 0 ? concerns.join() : Object.fromEntries(accepted.value.levels)
  }
  const card = { expert: 'hardware', 'co-expert': 'hardware', sapiteur: 'hardware' }

  it.each([
    ['expert', card],
    ['magistrate', { 'magistrat-greffier': 'hardware' }],
    ['clerk', { 'magistrat-greffier': 'hardware' }],
    ['software-policy', { sapiteur: 'software' }],
    ['no-policy', 'card.policy-not-accepted'],
    ['signature-only', 'card.signature-certificate'],
    ['server-purpose', 'card.usage-not-accepted'],
    ['look-alike-authority', 'unknown authority'],
    ['siren-mismatch', 'siren-disagreement'],
    ['company-siren', 'organization-not-holder'],
    ['no-siren', 'siren-missing'],
    ['wrong-check-digit', 'siren-wrong'],
    ['no-names', 'names-missing'],
    ['hostile-name', 'unreadable-name'],
  ])('%s', (name, verdict) => {
    expect(judged(name)).toEqual(verdict)
  })

  it('that a recipe calls accepted or to be reviewed are so', () => {
    for (const { name, login } of RECIPES.filter((recipe) => ['accepted', 'review'].includes(recipe.login)))
      expect([name, typeof judged(name)]).toEqual([name, login === 'accepted' ? 'object' : 'string'])
  })
})
