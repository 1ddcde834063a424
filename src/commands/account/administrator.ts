/** `parvis account administrator`: who decides for the platform on its pages. */
import { createAccountAdministrator } from '../../sign-in/administer-account.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { findAccount, operatorName } from '../find-account.ts'
import { withRegisters } from '../registers.ts'

export const administrator: NamedCommand = {
  name: 'administrator',
  summary: 'let an account decide on the pages of the administrator, by card; or no longer',
  configure: (program) =>
    program
      .argument('<account>', 'address or identifier')
      .option('--remove', 'no longer: effective at the next request')
      .option('--why <reason>', 'kept in the journal', ''),
  run: (context, { arguments: [named = ''], options }) =>
    withRegisters(context, async ({ stores, transact }) => {
      const found = await findAccount(stores, named)
      if (!found.ok) return context.refuse(found.failure)
      const act = { by: operatorName(), reason: String(options['why']) }
      const standing = options['remove'] === true ? 'dismissed' : 'appointed'
      const desk = createAccountAdministrator(transact)
      const changed = await desk.setAdministrator(found.value.id, standing, act, context.clock.now())
      if (!changed.ok) return context.refuse(changed.failure)
      context.print(`${found.value.email}: administrator ${standing}`)
      return EXIT.done
    }),
}
