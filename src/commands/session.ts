/** `parvis session`: who is in, and ending it. */
import { type Command, EXIT } from './command.ts'
import { findAccount, operatorName } from './find-account.ts'
import { withRegisters } from './registers.ts'

export const session: Command = {
  subcommands: [
    {
      name: 'list',
      summary: 'the sessions of an account that are not ended: handle, since, last seen, profile, means',
      configure: (program) => program.argument('<account>', 'address or identifier'),
      run: (context, { arguments: [named = ''] }) =>
        withRegisters(context, async ({ stores }) => {
          const found = await findAccount(stores, named)
          if (!found.ok) return context.refuse(found.failure)
          for (const each of await stores.sessions.listOf(found.value.id, context.clock.now())) {
            const [since, seen] = [each.authenticatedAt, each.lastSeenAt].map((at) => new Date(at).toISOString())
            context.print(`${each.handle}  ${since}  ${seen}  ${each.profile}  ${each.method}`)
          }
          return EXIT.done
        }),
    },
    {
      name: 'revoke',
      summary: 'end one session of an account, or all; effective at their next request',
      configure: (program) =>
        program.argument('<account>', 'address or identifier').argument('[handle]', 'all of them by default'),
      run: (context, { arguments: [named = '', handle] }) =>
        withRegisters(context, async ({ transact }) =>
          transact(async (within) => {
            const found = await findAccount(within, named)
            if (!found.ok) return context.refuse(found.failure)
            const { id } = found.value
            const at = context.clock.now()
            const sessions = await within.sessions.listOf(id, at)
            const wanted = sessions.filter((each) => handle === undefined || each.handle === handle)
            for (const each of wanted) {
              await within.sessions.endByHandle(id, each.handle, 'revoked', at)
              const data = { account: id, session: each.handle, reason: 'revoked', by: operatorName() }
              await within.journal.append('session.ended', data, at)
            }
            context.print(`${wanted.length} ended`)
            return handle !== undefined && wanted.length === 0 ? EXIT.failed : EXIT.done
          }),
        ),
    },
  ],
}
