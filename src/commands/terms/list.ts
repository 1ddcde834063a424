import type { TermsVersion } from '../../terms/terms.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { withRegisters } from '../registers.ts'

export const list: NamedCommand = {
  name: 'list',
  summary: 'every version, in the order in which they take effect',
  configure: (program) => program.option('--json', 'one JSON object a line'),
  run: (context, { options }) =>
    withRegisters(context, async ({ stores }) => {
      const at = context.clock.now()
      const versions = [...(await stores.terms.versions())].sort((left, right) => left.effectiveAt - right.effectiveAt)
      for (const version of versions) context.print(options['json'] === true ? asJson(version) : asLine(version, at))
      return EXIT.done
    }),
}

const asJson = (version: TermsVersion): string =>
  JSON.stringify({
    ...version,
    effectiveAt: new Date(version.effectiveAt).toISOString(),
    publishedAt: new Date(version.publishedAt).toISOString(),
  })

function asLine({ label, id, kind, effectiveAt, sha256, audience }: TermsVersion, at: number): string {
  const state = effectiveAt <= at ? 'in force' : 'to come'
  const from = new Date(effectiveAt).toISOString()
  return `${label}  ${id}  ${kind}  ${state} from ${from}  ${audience.join(',')}  ${sha256}`
}
