/** Everything the service depends on, looked at from this machine with these settings. */
import { existsSync } from 'node:fs'
import type { Clock } from '../ports/clock.ts'
import { reason } from '../settings/reason.ts'
import type { Settings } from '../settings/schema.ts'
import { type Command, EXIT } from './command.ts'
import { checkDataFolder } from './doctor/data-folder.ts'
import { checkDatabase } from './doctor/database.ts'
import { type Check, type Finding, fine, problem } from './doctor/finding.ts'
import { checkMail } from './doctor/mail.ts'
import { checkPorts } from './doctor/ports.ts'
import { checkRedis } from './doctor/redis.ts'
import { checkSecretKey } from './doctor/secret-key.ts'
import { checkTls } from './doctor/tls.ts'
import { checkTrust } from './doctor/trust.ts'

const CHECKS: readonly (readonly [subject: string, check: Check])[] = [
  ['data folder', onceMade((settings) => settings.dataFolder, checkDataFolder)],
  ['secret key', onceMade((settings) => settings.secretKeyFile, checkSecretKey)],
  ['database', checkDatabase],
  ['sessions', checkRedis],
  ['mail', checkMail],
  ['portal TLS', onceMade((settings) => settings.portal.tls.certificateFile, checkTls('portal'))],
  ['card TLS', onceMade((settings) => settings.card.tls.certificateFile, checkTls('card'))],
  ['trust store', onceMade((settings) => settings.trust.folder, checkTrust)],
  ['ports', checkPorts],
]

export const doctor: Command = {
  configure: (program) => program.option('--json', 'as a JSON array'),
  async run(context, { options }) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const report = await examine(settings.value, context.clock)
    if (options['json'] === true) context.print(JSON.stringify(report, undefined, 2))
    else for (const line of report.flatMap(linesOf)) context.print(line)
    return report.some(({ result }) => result === 'problem') ? EXIT.failed : EXIT.done
  },
}

/** Before the first start of the demo its files are not missing, they are yet to be made. */
function onceMade(path: (settings: Settings) => string, check: Check): Check {
  return async (settings, clock) =>
    settings.mode === 'demo' && !existsSync(path(settings))
      ? fine('will be made at the first start of the demo')
      : check(settings, clock)
}

interface Examined extends Finding {
  readonly subject: string
}

/** Runs every check at once; one that breaks is a problem of its own. */
const examine = (settings: Settings, clock: Clock): Promise<Examined[]> =>
  Promise.all(CHECKS.map(async ([subject, check]) => ({ subject, ...(await check(settings, clock).catch(broken)) })))

const broken = (error: unknown): Finding =>
  problem(`the check itself failed (${reason(error)})`, 'run again with PARVIS_LOG_LEVEL=debug and report it')

const linesOf = ({ subject, result, detail, remedy }: Examined): string[] => [
  `${result.padEnd(8)} ${subject.padEnd(12)} ${detail}`,
  ...(remedy === undefined ? [] : [`${' '.repeat(22)}→ ${remedy}`]),
]
