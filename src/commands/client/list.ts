import { EXIT, type NamedCommand } from '../command.ts'
import { withApplications } from './desk.ts'
import { described } from './show.ts'

export const list: NamedCommand = {
  name: 'list',
  summary: 'the registered applications',
  configure: (program) => program.option('--json', 'as a JSON array'),
  run: (context, { options }) =>
    withApplications(context, async ({ applications }) => {
      const registered = await applications.list()
      if (options['json'] === true) context.print(JSON.stringify(registered.map(described), undefined, 2))
      else {
        for (const { id, name, authentication, signingAlgorithm } of registered) {
          context.print(`${id.padEnd(24)}${name.padEnd(32)}${authentication}  ${signingAlgorithm}`)
        }
        context.print(`${registered.length} registered`)
      }
      return EXIT.done
    }),
}
