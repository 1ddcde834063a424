import { describeSettings } from '../settings/describe.ts'
import { effectiveSettings } from '../settings/effective.ts'
import { type Command, EXIT, type NamedCommand } from './command.ts'

const show: NamedCommand = {
  name: 'show',
  summary: 'print every setting in force and where it comes from, secrets left out',
  configure: (program) => program.option('--json', 'as a JSON array'),
  async run(context, { options }) {
    const read = context.readSettings()
    if (!read.ok) return context.refuse(read.failure)
    const settings = effectiveSettings(read.value.texts)
    if (options['json'] === true) context.print(JSON.stringify(settings, undefined, 2))
    else for (const { variable, value, source } of settings) context.print(`${variable}=${value}  # ${source}`)
    return EXIT.done
  },
}

const check: NamedCommand = {
  name: 'check',
  summary: 'list every mistake; ends with status 1 when there is one',
  async run(context) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    context.print(`The settings are acceptable (${settings.value.mode}).`)
    return EXIT.done
  },
}

const describe: NamedCommand = {
  name: 'describe',
  summary: 'print what every setting means (Markdown)',
  async run(context) {
    context.print(describeSettings().trimEnd())
    return EXIT.done
  },
}

export const settings: Command = { subcommands: [show, check, describe] }
