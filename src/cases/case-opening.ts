/** Opens a case for the expert who leads it, who is its first participant. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { parseEmailAddress } from '../mail/address.ts'
import type { Random } from '../ports/random.ts'
import type { CaseStores, CaseTransact } from './case-stores.ts'
import type { Expertise } from './participation.ts'

export const noSuchExpert = defineFailure(
  'cases.no-such-expert',
  'invalid-input',
  'No active account with this address has the profile of an expert.',
)
export const referenceTaken = defineFailure(
  'cases.reference-taken',
  'conflict',
  'There is a case with this reference already.',
)
export const caseIncomplete = defineFailure(
  'cases.incomplete',
  'invalid-input',
  'A case has a reference, a title and a court, each on one line of at most 300 characters.',
)

export type CaseOpener = (
  wanted: Pick<Expertise, 'reference' | 'title' | 'court'> & { readonly expertEmail: string },
  at: number,
) => Promise<Outcome<Expertise>>

export const createCaseOpener =
  <Within extends CaseStores>(transact: CaseTransact<Within>, random: Random): CaseOpener =>
  ({ expertEmail, ...facts }, at) =>
    transact(async (within) => {
      const newId = () => Buffer.from(random.bytes(16)).toString('hex')
      if (!Object.values(facts).every((text) => /^(?=.*\S)[^\p{Cc}\p{Cf}]{1,300}$/u.test(text)))
        return fail(caseIncomplete({}))
      const address = parseEmailAddress(expertEmail)
      const expert = address.ok ? await within.accounts.findByEmailKey(address.value.key) : undefined
      if (expert?.status !== 'active' || !expert.profiles.includes('expert')) return fail(noSuchExpert({}))
      if ((await within.cases.findByReference(facts.reference)) !== undefined) return fail(referenceTaken({}))
      const expertise: Expertise = { id: newId(), ...facts, openedAt: at }
      await within.cases.open(expertise, expert.id)
      await within.cases.addParticipant({
        id: newId(),
        expertiseId: expertise.id,
        accountId: expert.id,
        profile: 'expert',
        invitedBy: undefined,
        invitedAt: at,
      })
      await within.journal.append('case.opened', { expertise: expertise.id, account: expert.id, by: 'operator' }, at)
      return succeed(expertise)
    })
