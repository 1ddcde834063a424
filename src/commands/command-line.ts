import { CommanderError, Command as Program } from 'commander'
import { type Command, type CommandContext, EXIT, type ExitStatus } from './command.ts'
import { type RegistryEntry, registry } from './registry.ts'

/**
 * Runs the command that the arguments name.
 * @param words what was typed behind `parvis`.
 * @throws only on bugs and outages.
 */
export async function runCommandLine(
  words: readonly string[],
  context: CommandContext,
  commands: readonly RegistryEntry[] = registry,
): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done
  const program = new Program('parvis')
    .description('Authentication gateway of a court-expertise platform.')
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.complain(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for usage)')
    .exitOverride()
  for (const { name, summary, load } of commands) {
    const declared = program.command(name).description(summary)
    if (words.includes(name)) attach(declared, await load())
  }
  try {
    await program.parseAsync([...words], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }

  function attach(declared: Program, command: Command): void {
    const { configure, run, subcommands = [] } = command
    configure?.(declared)
    for (const sub of subcommands) attach(declared.command(sub.name).description(sub.summary), sub)
    if (run === undefined) return
    declared.action(async () => {
      status = await run(context, { arguments: declared.args, options: declared.opts() })
    })
  }
}
