/** What an operator decides about an account: each with a reason, kept in the journal. */
import { defineFailure, fail, type Outcome } from '../../failures/failure.ts'
import type { Account } from '../../people/account.ts'
import { isProfile, PROFILES } from '../../people/profile.ts'
import { createAccountAdministrator, type OperatorAct } from '../../sign-in/administer-account.ts'
import { createCardBlocker, noSuchCard } from '../../sign-in/methods/smart-card/block-card.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { findAccount, operatorName } from '../find-account.ts'
import { type Registers, withRegisters } from '../registers.ts'

export const noSuchProfile = defineFailure<{ profiles: readonly string[] }>(
  'account.no-such-profile',
  'invalid-input',
  'There is no profile of this name.',
  ({ profiles }) => `Profiles: ${profiles.join(', ')}.`,
)

export const deactivate = decision(
  { name: 'deactivate', summary: 'close an account: its sessions and logins end at once' },
  ({ transact }, { id }, act, at) => createAccountAdministrator(transact).setStatus(id, 'inactive', act, at),
)

export const reactivate = decision(
  { name: 'reactivate', summary: 'open a closed account again' },
  ({ transact }, { id }, act, at) => createAccountAdministrator(transact).setStatus(id, 'active', act, at),
)

export const grant = decision(
  { name: 'grant', summary: 'give an account one more profile', object: 'profile' },
  async ({ transact }, { id }, act, at, profile) =>
    isProfile(profile)
      ? createAccountAdministrator(transact).grantProfile(id, profile, act, at)
      : fail(noSuchProfile({ profiles: PROFILES })),
)

export const blockCard = decision(
  { name: 'block-card', summary: 'block a card here; its sessions end at once', object: 'serial' },
  async ({ stores, transact }, { id }, { by, reason }, at, serial) => {
    const card = (await stores.bindings.listOf(id)).find(({ serialNumber }) => serialNumber === serial.toLowerCase())
    return card === undefined ? fail(noSuchCard({})) : createCardBlocker(transact)(id, card.id, `${by}: ${reason}`, at)
  },
)

/** @param told.object what the decision is about besides the account. */
function decision(
  told: { readonly name: string; readonly summary: string; readonly object?: string },
  decide: (
    registers: Registers,
    account: Account,
    act: OperatorAct,
    at: number,
    object: string,
  ) => Promise<Outcome<unknown>>,
): NamedCommand {
  return {
    name: told.name,
    summary: told.summary,
    configure(program) {
      program.argument('<account>', 'address or identifier')
      if (told.object !== undefined) program.argument(`<${told.object}>`)
      program.requiredOption('--why <reason>', 'kept in the journal')
    },
    run: (context, { arguments: [named = '', object = ''], options }) =>
      withRegisters(context, async (registers) => {
        const found = await findAccount(registers.stores, named)
        if (!found.ok) return context.refuse(found.failure)
        const act = { by: operatorName(), reason: String(options['why']) }
        const decided = await decide(registers, found.value, act, context.clock.now(), object)
        if (!decided.ok) return context.refuse(decided.failure)
        context.print(`${found.value.email}: ${told.name} done`)
        return EXIT.done
      }),
  }
}
