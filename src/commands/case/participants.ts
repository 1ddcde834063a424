import { readNewcomer } from '../../cases/newcomer.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { parseEmailAddress } from '../../mail/address.ts'
import { isProfile } from '../../people/profile.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { findCase } from './find-case.ts'
import { type Registers, withRegisters } from './operator.ts'

const OPERATOR = { as: 'operator' } as const

export const noActiveEntry = defineFailure(
  'cases.no-active-entry',
  'not-found',
  'Nobody with this address has an active entry in the case.',
)
export const newcomerRefused = defineFailure<{ mistakes: readonly string[] }>(
  'cases.newcomer-refused',
  'invalid-input',
  'What was given about the person is not acceptable.',
)

export const invite: NamedCommand = {
  name: 'invite',
  summary: 'add a participant; the mails go out through the running service',
  configure: (program) =>
    program
      .argument('<reference>')
      .argument('<email>')
      .requiredOption('--profile <profile>', 'as what the person takes part')
      .requiredOption('--given-names <names>')
      .requiredOption('--surname <name>'),
  run: (context, { arguments: [reference = '', email = ''], options }) =>
    withRegisters(context, async ({ stores, participants }) => {
      const found = await findCase(stores, reference)
      if (!found.ok) return context.refuse(found.failure)
      const profile = String(options['profile'])
      const read = readNewcomer(isProfile(profile) && profile !== 'candidat' ? profile : undefined, {
        email,
        givenNames: String(options['givenNames']),
        surname: String(options['surname']),
      })
      if ('faults' in read) {
        const mistakes = Object.entries(read.faults).map(([field, fault]) => `${field}: ${fault}`)
        return context.refuse(newcomerRefused({ mistakes }))
      }
      const added = await participants.add(OPERATOR, found.value.id, read.newcomer, context.clock.now())
      if (!added.ok) return context.refuse(added.failure)
      context.print(`${reference}: ${read.newcomer.address.address} is invited`)
      return EXIT.done
    }),
}

export const deactivate: NamedCommand = {
  name: 'deactivate',
  summary: 'end the access of a participant, open sessions included',
  configure: (program) => program.argument('<reference>').argument('<email>'),
  run: (context, { arguments: [reference = '', email = ''] }) =>
    withRegisters(context, async ({ stores, participants }) => {
      const found = await findActiveEntry(stores, reference, email)
      if (!found.ok) return context.refuse(found.failure)
      const { expertiseId, id } = found.value
      const closed = await participants.deactivate(OPERATOR, expertiseId, id, context.clock.now())
      if (!closed.ok) return context.refuse(closed.failure)
      context.print(`${reference}: ${email} is inactive; sessions ended: ${closed.value.sessionsEnded}`)
      return EXIT.done
    }),
}

export const regenerate: NamedCommand = {
  name: 'regenerate',
  summary: 'give the accesses of a case that are older than the cut-off anew',
  configure: (program) => program.argument('<reference>'),
  run: (context, { arguments: [reference = ''] }) =>
    withRegisters(context, async ({ stores, participants }) => {
      const found = await findCase(stores, reference)
      if (!found.ok) return context.refuse(found.failure)
      const done = await participants.regenerate.all(OPERATOR, found.value.id, context.clock.now())
      if (!done.ok) return context.refuse(done.failure)
      context.print(`${reference}: ${done.value.regenerated} regenerated`)
      return EXIT.done
    }),
}

async function findActiveEntry(stores: Registers['stores'], reference: string, email: string) {
  const found = await findCase(stores, reference)
  if (!found.ok) return found
  const address = parseEmailAddress(email)
  const account = address.ok ? await stores.accounts.findByEmailKey(address.value.key) : undefined
  const entries = account === undefined ? [] : await stores.cases.entriesOf(found.value.id, account.id)
  const active = entries.find(({ status }) => status === 'active')
  return (active === undefined ? fail(noActiveEntry({})) : succeed(active)) satisfies Outcome<unknown>
}
