import { fullName } from '../../people/account.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { findAccount } from '../find-account.ts'
import { withRegisters } from '../registers.ts'

export const show: NamedCommand = {
  name: 'show',
  summary: 'an account: names, profiles, cards',
  configure: (program) => program.argument('<account>', 'address or identifier'),
  run: (context, { arguments: [named = ''] }) =>
    withRegisters(context, async ({ stores }) => {
      const found = await findAccount(stores, named)
      if (!found.ok) return context.refuse(found.failure)
      const { id, email, status, profiles, createdAt } = found.value
      const password = await stores.passwords.find(id)
      context.print(`${id}  ${fullName(found.value)} <${email}>`)
      context.print(`${status} since ${day(createdAt)}; password ${password?.kind ?? 'none'}; ${profiles.join(', ')}`)
      for (const card of await stores.bindings.listOf(id)) {
        context.print(`card ${card.serialNumber}  ${card.status}  until ${day(card.notAfter)}  ${card.issuer}`)
      }
      return EXIT.done
    }),
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
