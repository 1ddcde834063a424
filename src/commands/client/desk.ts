/** What the commands about applications work with. */
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createAesSealer } from '../../adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import { defineFailure } from '../../failures/failure.ts'
import type { JournalEvent } from '../../journal/journal.ts'
import type { Random } from '../../ports/random.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { createKeyRing, type KeyRing } from '../../protocols/keys/key-ring.ts'
import type { ApplicationStore } from '../../protocols/oidc/application.ts'
import type { LoginStore } from '../../protocols/oidc/login.ts'
import type { Settings } from '../../settings/schema.ts'
import { createJournalStore } from '../../storage/journal.ts'
import { createApplicationStore } from '../../storage/oidc-clients.ts'
import { createLoginStore } from '../../storage/oidc-logins.ts'
import { createSigningKeyStore } from '../../storage/signing-keys.ts'
import type { CommandContext, ExitStatus } from '../command.ts'

export interface ApplicationDesk {
  readonly settings: Settings
  readonly applications: ApplicationStore
  readonly logins: LoginStore
  readonly ring: KeyRing
  readonly sealer: Sealer
  readonly random: Random
  /** Writes down who did it. */
  note(event: JournalEvent, data: Readonly<Record<string, string>>): Promise<void>
}

export const applicationUnknown = defineFailure<{ id: string }>(
  'oidc.application-unknown',
  'not-found',
  'No application is registered under this identifier.',
  ({ id }) => `It is ${id}; \`parvis client list\` shows them all.`,
)

export async function withApplications(
  context: CommandContext,
  work: (desk: ApplicationDesk) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const random = createCryptoRandom()
  const sealer = createAesSealer(readFileSync(settings.value.secretKeyFile), random)
  const { database, close } = await openConfiguredDatabase(settings.value)
  const journal = createJournalStore(database)
  try {
    return await work({
      settings: settings.value,
      applications: createApplicationStore(database),
      logins: createLoginStore(database),
      ring: createKeyRing(createSigningKeyStore(database), sealer),
      sealer,
      random,
      note: (event, data) =>
        journal.append(event, { ...data, by: `command line: ${userInfo().username}` }, context.clock.now()),
    })
  } finally {
    await close()
  }
}
