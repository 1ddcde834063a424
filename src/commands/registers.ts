/** The registers of an installation, as the commands about them work with them. */
import { readFileSync } from 'node:fs'
import { createAesSealer } from '../adapters/aes-sealer.ts'
import { createCryptoRandom } from '../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../compose/configured-database.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Stores, Transact } from '../sign-in/stores.ts'
import { createStores, createTransact } from '../storage/stores.ts'
import type { CommandContext, ExitStatus } from './command.ts'

export interface Registers {
  readonly stores: Stores
  readonly transact: Transact
  readonly random: Random
  readonly sealer: Sealer
}

/** Beside a running service or without one. */
export async function withRegisters(
  context: CommandContext,
  work: (registers: Registers) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const random = createCryptoRandom()
  const { database, close } = await openConfiguredDatabase(settings.value)
  try {
    return await work({
      stores: createStores(database, random),
      transact: createTransact(database, random),
      random,
      sealer: createAesSealer(readFileSync(settings.value.secretKeyFile), random),
    })
  } finally {
    await close()
  }
}
