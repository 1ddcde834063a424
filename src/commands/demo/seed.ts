/** Fills an empty demo: people, their cards, two cases, the terms. A demo that has people already is left as it is. */
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PEOPLE } from '../../../certs-test/people.ts'
import type { TestPki } from '../../../certs-test/pki.ts'
import { createArgon2Hasher } from '../../adapters/argon2-hasher.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { CARD_PROFILES } from '../../card-holder/acceptance.ts'
import { readCardHolder } from '../../card-holder/card-holder.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import { parseEmailAddress } from '../../mail/address.ts'
import { TEMPORARY_PASSWORD_LIFETIME_SECONDS } from '../../people/password.ts'
import { PROFILES } from '../../people/profile.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { attributeTexts } from '../../pki/name/name.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Settings } from '../../settings/schema.ts'
import type { Stores } from '../../sign-in/stores.ts'
import { createLawyerDirectory } from '../../storage/lawyers.ts'
import { migrate } from '../../storage/migrate.ts'
import { createTransact } from '../../storage/stores.ts'
import { demoLawyers } from './lawyers.ts'
import { newPassphrase } from './passphrase.ts'
import { CASES, EMAIL_PEOPLE } from './people.ts'
import { termsDocument } from './terms-document.ts'

/** By the key of each person who comes by e-mail. Kept in a file of the demo's folder, because only hashes are stored. */
export type DemoPasswords = Readonly<Record<string, string>>

const random = createCryptoRandom()
const newId = (): string => Buffer.from(random.bytes(16)).toString('hex')

export async function seed(settings: Settings, pki: TestPki, clock: Clock): Promise<DemoPasswords> {
  const file = join(settings.dataFolder, 'passwords.json')
  const kept: DemoPasswords = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const passwords = Object.fromEntries(EMAIL_PEOPLE.map(({ key }) => [key, kept[key] ?? newPassphrase(random)]))
  writeFileSync(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 })

  const hasher = createArgon2Hasher()
  const hashes = Object.fromEntries(
    await Promise.all(EMAIL_PEOPLE.map(async ({ key }) => [key, await hasher.hash(passwords[key] ?? '')] as const)),
  )
  const at = clock.now()
  const terms = await termsDocument('1', at)
  const { database, close } = await openConfiguredDatabase(settings)
  try {
    await migrate(database, at)
    await createTransact(
      database,
      random,
    )(async (stores) => {
      if ((await stores.terms.versions()).length > 0) return
      await publishTerms(stores, terms, at)
      const expertId = await addCardPeople(stores, pki, at)
      await addCases(stores, expertId, at)
      await addEmailPeople(stores, expertId, hashes, at)
    })
    const lawyers = createLawyerDirectory(database)
    if ((await lawyers.bars()).length === 0) await lawyers.replace(newId(), demoLawyers(), at)
  } finally {
    await close()
  }
  return passwords
}

async function publishTerms(stores: Stores, pdf: Buffer, at: number): Promise<void> {
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const version = { id: newId(), label: '1', audience: PROFILES, effectiveAt: at, kind: 'major', sha256 } as const
  await stores.terms.publish({ ...version, publishedAt: at }, pdf)
  await stores.journal.append('terms.published', { terms: version.id, sha256 }, at)
}

/** @returns the expert's account. */
async function addCardPeople(stores: Stores, pki: TestPki, at: number): Promise<string> {
  const ids = new Map<string, string>()
  for (const person of Object.values(PEOPLE)) {
    const id = newId()
    ids.set(person.key, id)
    const { givenName: givenNames, surname, email } = person
    const profiles = CARD_PROFILES.filter((profile) => profile === person.profile)
    await stores.accounts.create({ id, email, emailKey: keyOf(email), givenNames, surname, profiles }, at)
    await bindCard(stores, pki, person.key, id, at)
  }
  return ids.get('expert') ?? ''
}

async function bindCard(stores: Stores, pki: TestPki, name: string, accountId: string, at: number): Promise<void> {
  const card = pki.card(name)
  const { raw } = new X509Certificate(readFileSync(card.certificatePath))
  const certificate = parseCertificate(raw)
  if (!certificate.ok) throw new Error(certificate.failure.explanation)
  const { serialNumber, notBeforeAt, notAfterAt } = certificate.value
  const holder = readCardHolder(certificate.value)
  await stores.bindings.bind(
    {
      id: newId(),
      accountId,
      sha256: card.sha256,
      der: raw.toString('base64'),
      authoritySha256: pki.authority(card.authority).sha256,
      serialNumber: Buffer.from(serialNumber).toString('hex'),
      label: holder.label,
      issuer: attributeTexts(certificate.value.issuer, '2.5.4.3')[0] ?? '',
      siren: holder.siren,
      givenNames: holder.givenNames,
      surname: holder.surname,
      notBefore: notBeforeAt,
      notAfter: notAfterAt,
    },
    at,
  )
}

async function addCases(stores: Stores, expertId: string, at: number): Promise<void> {
  for (const { reference, title, court } of CASES) {
    const id = newId()
    await stores.cases.open({ id, reference, title, court, openedAt: at }, expertId)
    for (const { email, profile } of Object.values(PEOPLE)) {
      const account = await stores.accounts.findByEmailKey(keyOf(email))
      if (account !== undefined) await invite(stores, id, account.id, profile, expertId, at)
    }
  }
}

async function addEmailPeople(
  stores: Stores,
  expertId: string,
  hashes: Readonly<Record<string, string>>,
  at: number,
): Promise<void> {
  for (const person of EMAIL_PEOPLE) {
    const { key, email, givenNames, surname, profile, cases, password, status, access, civilStatus } = person
    const id = newId()
    await stores.accounts.create({ id, email, emailKey: keyOf(email), givenNames, surname, profiles: [profile] }, at)
    await stores.accounts.setStatus(id, status)
    const expiresAt = password === 'temporary' ? at + TEMPORARY_PASSWORD_LIFETIME_SECONDS * 1000 : undefined
    await stores.passwords.set(id, { hash: hashes[key] ?? '', kind: password, expiresAt }, at)
    for (const [order, reference] of cases.entries()) {
      const expertise = await stores.cases.findByReference(reference)
      if (expertise === undefined) continue
      const invitedAt = access === 'outdated' ? BEFORE_THE_CUT_OFF : at + order
      const participantId = await invite(stores, expertise.id, id, profile, expertId, invitedAt)
      const sending = { access: 'initial-password', sentAt: invitedAt, secretExpiresAt: expiresAt } as const
      await stores.invitations.add({ id: newId(), participantId, accountId: id, ...sending })
    }
    if (password === 'chosen') await stores.invitations.accept(id, profile, at)
    if (civilStatus !== undefined) await stores.personalAccounts.keep(id, civilStatus, at, at)
  }
}

/** A month before that of the source documents (S1.14), which is the demo's. */
const BEFORE_THE_CUT_OFF = Date.UTC(2024, 3, 29)

/** @returns the entry. */
async function invite(
  stores: Stores,
  expertiseId: string,
  accountId: string,
  profile: (typeof PROFILES)[number],
  invitedBy: string,
  invitedAt: number,
): Promise<string> {
  const id = newId()
  await stores.cases.addParticipant({ id, expertiseId, accountId, profile, invitedBy, invitedAt })
  return id
}

function keyOf(email: string): string {
  const parsed = parseEmailAddress(email)
  if (!parsed.ok) throw new Error(parsed.failure.explanation)
  return parsed.value.key
}
