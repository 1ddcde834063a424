/** People of the tests, made on demand so that no test meets what another did to its own. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TestCard } from '../../certs-test/cards.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { createArgon2Hasher } from '../../src/adapters/argon2-hasher.ts'
import { readCardHolder } from '../../src/card-holder/card-holder.ts'
import { TEMPORARY_PASSWORD_LIFETIME_SECONDS } from '../../src/people/password.ts'
import { PROFILES, type Profile } from '../../src/people/profile.ts'
import { parseCertificate } from '../../src/pki/certificate.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import type { TermsVersion } from '../../src/terms/terms.ts'
import type { ClientCertificate } from './browser-client.ts'

export interface TestPerson {
  readonly accountId: string
  readonly email: string
  /** Of those who come by e-mail; the same for all. */
  readonly password: string
  readonly profile: Profile
  /** Cases invited to, the last invitation first. */
  readonly expertises: readonly string[]
}

export interface Wanted {
  readonly profile?: Profile
  readonly otherProfiles?: readonly Profile[]
  readonly cases?: number
  readonly password?: 'chosen' | 'temporary'
  readonly status?: 'active' | 'inactive'
  readonly terms?: 'accepted' | 'owed'
}

export interface TestPeople {
  /** Somebody who comes by e-mail, password and code; a party with one case unless told otherwise. */
  byEmail(wanted?: Wanted): Promise<TestPerson>
  /** Somebody to whom this card opens an account; an expert unless told otherwise. */
  byCard(card: TestCard, wanted?: Wanted): Promise<TestPerson>
  /** To a case of its own. @returns the case. */
  invite(person: Pick<TestPerson, 'accountId'>, profile: Profile): Promise<string>
  /** Version 1 is there from the start. */
  publishTerms(version?: Partial<TermsVersion>): Promise<TermsVersion>
}

export const PASSWORD = 'bateau lune horloge verte'

export const newId = (): string => randomBytes(16).toString('hex')

/** What a TLS client presents with a test card: the certificate, its authorities, the key. */
export const certificateOf = (card: TestCard): ClientCertificate => ({
  cert: readFileSync(card.chainPath),
  key: readFileSync(card.keyPath),
})

export async function createTestPeople(stores: Stores, pki: TestPki, clock: Clock): Promise<TestPeople> {
  const hash = await createArgon2Hasher().hash(PASSWORD)
  let made = 0

  async function publishTerms(wanted: Partial<TermsVersion> = {}): Promise<TermsVersion> {
    const pdf = Buffer.from(`%PDF-1.7 conditions d'essai ${newId()}`)
    const at = clock.now()
    const version: TermsVersion = {
      id: newId(),
      label: '1',
      audience: PROFILES,
      effectiveAt: at,
      kind: 'major',
      sha256: createHash('sha256').update(pdf).digest('hex'),
      publishedAt: at,
      ...wanted,
    }
    await stores.terms.publish(version, pdf)
    return version
  }

  async function invite({ accountId }: Pick<TestPerson, 'accountId'>, profile: Profile, at = clock.now()) {
    const expertise = { id: newId(), title: "Dossier d'essai", court: "Cour d'appel de Bourges", openedAt: at }
    await stores.cases.open({ ...expertise, reference: expertise.id.slice(0, 12) }, accountId)
    const entry = { id: newId(), expertiseId: expertise.id, accountId, profile, invitedBy: accountId, invitedAt: at }
    await stores.cases.addParticipant(entry)
    return expertise.id
  }

  async function create(profile: Profile, wanted: Wanted, method: 'email-code' | 'smart-card'): Promise<TestPerson> {
    const { otherProfiles = [], cases = 1, status = 'active', terms = 'accepted' } = wanted
    made += 1
    const at = clock.now()
    const id = newId()
    const email = `essai-${made}-${id.slice(0, 6)}@parties.test`
    const profiles = [profile, ...otherProfiles]
    const names = { givenNames: 'Camille', surname: `ESSAI ${made}` }
    await stores.accounts.create({ id, email, emailKey: email, ...names, profiles }, at)
    await stores.accounts.setStatus(id, status)
    const expertises: string[] = []
    for (let index = 0; index < cases; index += 1)
      expertises.unshift(await invite({ accountId: id }, profile, at + index))
    if (terms === 'accepted') {
      const inForce = (await stores.terms.versions()).filter(({ effectiveAt }) => effectiveAt <= at)
      for (const { id: termsId, sha256: termsSha256 } of inForce)
        await stores.terms.accept({ id: newId(), accountId: id, termsId, termsSha256, profile, method, acceptedAt: at })
    }
    return { accountId: id, email, password: PASSWORD, profile, expertises }
  }

  await publishTerms()
  return {
    publishTerms,
    invite,
    async byEmail(wanted = {}) {
      const person = await create(wanted.profile ?? 'intervenant-de-partie', wanted, 'email-code')
      const kind = wanted.password ?? 'chosen'
      const expiresAt = kind === 'temporary' ? clock.now() + TEMPORARY_PASSWORD_LIFETIME_SECONDS * 1000 : undefined
      await stores.passwords.set(person.accountId, { hash, kind, expiresAt }, clock.now())
      return person
    },
    async byCard(card, wanted = {}) {
      const person = await create(wanted.profile ?? 'expert', wanted, 'smart-card')
      await bind(stores, pki, card, person.accountId, clock.now())
      return person
    },
  }
}

async function bind(stores: Stores, pki: TestPki, card: TestCard, accountId: string, at: number): Promise<void> {
  const certificate = parseCertificate(new X509Certificate(readFileSync(card.certificatePath)).raw)
  if (!certificate.ok) throw new Error(certificate.failure.explanation)
  const { serialNumber, notBeforeAt, notAfterAt } = certificate.value
  const { label, siren, givenNames, surname } = readCardHolder(certificate.value)
  const binding = {
    id: newId(),
    accountId,
    sha256: card.sha256,
    der: Buffer.from(certificate.value.der).toString('base64'),
    label,
    issuer: card.authority,
    siren,
    givenNames,
    surname,
  }
  const issued = {
    authoritySha256: pki.authority(card.authority).sha256,
    serialNumber: Buffer.from(serialNumber).toString('hex'),
  }
  await stores.bindings.bind({ ...binding, ...issued, notBefore: notBeforeAt, notAfter: notAfterAt }, at)
}
