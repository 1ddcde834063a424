import { readFileSync } from 'node:fs'
import { isProfile, PROFILES, type Profile } from '../../people/profile.ts'
import { createTermsPublisher, notAPdf } from '../../terms/publish.ts'
import { type CommandContext, EXIT, type NamedCommand } from '../command.ts'
import { withRegisters } from '../registers.ts'
import { readInstant } from './read-instant.ts'

export const publish: NamedCommand = {
  name: 'publish',
  summary: 'publish a version; from its date on, whoever has not accepted it is asked before anything else',
  configure: (program) =>
    program
      .argument('<file.pdf>')
      .requiredOption('--label <name>', 'as people read it, such as 2026-1')
      .option('--audience <profiles>', `comma-separated: ${PROFILES.join(', ')}`, PROFILES.join(','))
      .option('--effective <when>', 'a day, which begins in Paris, or an instant with its offset; at once by default')
      .option('--minor', 'a correction: whoever accepted the version before is not asked again'),
  async run(context, { arguments: [file = ''], options }) {
    const audience = readAudience(context, String(options['audience']))
    const effectiveAt = options['effective'] === undefined ? undefined : readInstant(String(options['effective']))
    if (audience === undefined) return EXIT.usage
    if (options['effective'] !== undefined && effectiveAt === undefined) {
      context.complain(`parvis: --effective ${options['effective']} is neither a day nor an instant with its offset`)
      return EXIT.usage
    }
    const pdf = readFile(file)
    if (pdf === undefined) return context.refuse(notAPdf({}))
    return withRegisters(context, async ({ transact, random }) => {
      const kind = options['minor'] === true ? 'minor' : 'major'
      const terms = { label: String(options['label']), audience, kind, pdf, effectiveAt } as const
      const published = await createTermsPublisher(transact, random)(terms, context.clock.now())
      if (!published.ok) return context.refuse(published.failure)
      const { label, id, sha256, effectiveAt: from } = published.value
      context.print(`${label}  ${id}  from ${new Date(from).toISOString()}  SHA-256 ${sha256}`)
      return EXIT.done
    })
  },
}

function readAudience(context: CommandContext, text: string): readonly Profile[] | undefined {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !isProfile(name))
  if (unknown.length === 0) return names.filter(isProfile)
  context.complain(`parvis: --audience names no profile: ${unknown.join(', ')} (${PROFILES.join(', ')})`)
  return undefined
}

function readFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
