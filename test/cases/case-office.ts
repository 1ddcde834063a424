/** The rules of cases over a database of their own, with an expert who leads a case, and no page in between. */
import { createAesSealer } from '../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { createSqlEphemeralStore } from '../../src/adapters/sql-ephemeral-store.ts'
import { createCaseOpener } from '../../src/cases/case-opening.ts'
import { readNewcomer } from '../../src/cases/newcomer.ts'
import type { Expertise } from '../../src/cases/participation.ts'
import type { CaseActor } from '../../src/cases/rights.ts'
import { openParticipants } from '../../src/compose/participants.ts'
import type { Profile } from '../../src/people/profile.ts'
import type { PasswordHasher } from '../../src/ports/password-hasher.ts'
import { SESSION_LIFETIMES } from '../../src/sessions/lifetime.ts'
import { loadSettings } from '../../src/settings/load.ts'
import { createEstablisher } from '../../src/sign-in/establish.ts'
import type { SignIn } from '../../src/sign-in/sign-in.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStores, createTransact } from '../../src/storage/stores.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { newId } from '../support/test-people.ts'

/** Which hash is slow does not matter here. */
const hasher: PasswordHasher = {
  hash: async (password) => `hash of ${password}`,
  verify: async (hash, password) => hash === `hash of ${password}`,
}

export const CUT_OFF = Date.UTC(2024, 4, 28, 22)

export async function openCaseOffice(database: Database, secret = 'temporary-password') {
  const settings = loadSettings({ PARVIS_MODE: 'demo', PARVIS_INVITATION_SECRET: secret })
  if (!settings.ok) throw new Error(settings.failure.explanation)
  const random = createCryptoRandom()
  const clock = createManualClock()
  const sealer = createAesSealer(random.bytes(32), random)
  const [stores, transact] = [createStores(database, random), createTransact(database, random)]
  const ephemeral = createSqlEphemeralStore(database, clock)
  const participants = openParticipants(settings.value, { stores, transact, ephemeral, sealer, random, hasher })
  const establish = createEstablisher(stores, transact, SESSION_LIFETIMES, random, CUT_OFF)

  async function account(profile: Profile, email = `${newId().slice(0, 10)}@essai.test`) {
    const id = newId()
    const names = { givenNames: 'Camille', surname: 'ESSAI' }
    await stores.accounts.create({ id, email, emailKey: email, ...names, profiles: [profile] }, clock.now())
    return { id, email }
  }

  async function take(expertiseId: string, accountId: string, profile: Profile, invitedAt = clock.now()) {
    const id = newId()
    await stores.cases.addParticipant({ id, expertiseId, accountId, profile, invitedBy: undefined, invitedAt })
    return id
  }

  const expert = await account('expert')
  const opened = await createCaseOpener(transact, random)(
    { reference: newId(), title: 'Fissures', court: "Cour d'appel de Bourges", expertEmail: expert.email },
    clock.now(),
  )
  if (!opened.ok) throw new Error(opened.failure.explanation)
  const expertise: Expertise = opened.value
  const magistrate = await account('magistrat-greffier')
  await take(expertise.id, magistrate.id, 'magistrat-greffier')
  const lead: CaseActor = { as: 'lead', accountId: expert.id }
  const court: CaseActor = { as: 'court', accountId: magistrate.id }

  return {
    settings: settings.value,
    database,
    stores,
    transact,
    sealer,
    clock,
    participants,
    establish,
    expertise,
    lead,
    court,
    account,
    take,

    add: (email: string, actor: CaseActor = lead, profile: Profile = 'intervenant-de-partie') => {
      const read = readNewcomer(profile, { email, givenNames: 'Noa', surname: 'SUPPOSÉ' })
      if ('faults' in read) throw new Error('the test gives a newcomer that is none')
      return participants.add(actor, expertise.id, read.newcomer, clock.now())
    },

    entriesOf: async (email: string) =>
      (await stores.cases.participants(expertise.id)).filter((entry) => entry.email === email),

    /** A sign-in whose factors are all proven, by e-mail. */
    async proven(accountId: string, profile: Profile = 'intervenant-de-partie'): Promise<SignIn> {
      const signIn: SignIn = {
        id: newId(),
        browserKey: newId(),
        intent: { option: 'intervenant-de-partie', sharedComputer: true, resume: undefined },
        state: {
          step: 'authenticated',
          passwordChange: 'not-owed',
          person: {
            accountId,
            profile,
            method: 'email-code',
            assurance: 'password-mail',
            certificateBindingId: undefined,
            authenticatedAt: clock.now(),
          },
        },
        version: 1,
        expiresAt: clock.now() + 3600_000,
      }
      await stores.signIns.begin(signIn, clock.now())
      return signIn
    },

    browser: () => ({ sessionIdHash: newId(), browserHash: undefined, replaces: undefined, userAgent: 'Essai' }),

    liveSessions: (accountId: string) =>
      database
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .execute(),
  }
}

export type CaseOffice = Awaited<ReturnType<typeof openCaseOffice>>
