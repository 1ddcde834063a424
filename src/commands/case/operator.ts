/** The operator at the registers of an installation: the same rules as on the portal, without the limits of an expert. */
import { readFileSync } from 'node:fs'
import { createAesSealer } from '../../adapters/aes-sealer.ts'
import { createArgon2Hasher } from '../../adapters/argon2-hasher.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { createSqlEphemeralStore } from '../../adapters/sql-ephemeral-store.ts'
import type { Participants } from '../../cases/participants.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import { openParticipants } from '../../compose/participants.ts'
import type { Random } from '../../ports/random.ts'
import type { Settings } from '../../settings/schema.ts'
import type { Stores, Transact } from '../../sign-in/stores.ts'
import { createStores, createTransact } from '../../storage/stores.ts'
import type { CommandContext, ExitStatus } from '../command.ts'

export interface Registers {
  readonly settings: Settings
  readonly stores: Stores
  readonly transact: Transact
  readonly random: Random
  readonly participants: Participants
}

export async function withRegisters(
  context: CommandContext,
  work: (registers: Registers) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const read = context.settings()
  if (!read.ok) return context.refuse(read.failure)
  const settings = read.value
  const random = createCryptoRandom()
  const sealer = createAesSealer(readFileSync(settings.secretKeyFile), random)
  const { database, close } = await openConfiguredDatabase(settings)
  try {
    const [stores, transact] = [createStores(database, random), createTransact(database, random)]
    const ephemeral = createSqlEphemeralStore(database, context.clock)
    const parts = { stores, transact, ephemeral, sealer, random, hasher: createArgon2Hasher() }
    return await work({ settings, stores, transact, random, participants: openParticipants(settings, parts) })
  } finally {
    await close()
  }
}
