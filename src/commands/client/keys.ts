import { EXIT, type NamedCommand } from '../command.ts'
import { withApplications } from './desk.ts'

export const keys: NamedCommand = {
  name: 'keys',
  summary: 'the keys that sign what applications verify: list, rotate',
  subcommands: [
    {
      name: 'list',
      summary: 'the published keys; of each algorithm the one that signs comes first',
      run: (context) =>
        withApplications(context, async ({ ring }) => {
          const at = context.clock.now()
          await ring.refresh(at)
          for (const { kid, algorithm, activeFrom } of ring.published(at)) {
            const state = kid === ring.active(algorithm, at).kid ? 'signs' : activeFrom > at ? 'next' : 'former'
            context.print(`${algorithm}  ${kid}  ${state.padEnd(7)} from ${new Date(activeFrom).toISOString()}`)
          }
          return EXIT.done
        }),
    },
    {
      name: 'rotate',
      summary: 'publish the next keys now, to sign in a day; by themselves they change every 90 days',
      configure: (program) =>
        program.option(
          '--at-once',
          'sign with them now and take all others back: for keys that somebody else may have',
        ),
      run: (context, { options }) =>
        withApplications(context, async ({ ring, note }) => {
          const haste = options['atOnce'] === true ? 'at-once' : 'published-first'
          await ring.rotate(haste, context.clock.now())
          await note('signing-keys.rotated', { haste })
          context.print(
            haste === 'at-once'
              ? 'New keys sign from now on; the former ones are taken back. Running processes follow within a minute.'
              : 'The next keys are published and sign in a day.',
          )
          return EXIT.done
        }),
    },
  ],
}
