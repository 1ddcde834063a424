/**
 * The authorities' book: what each issued and what was revoked since. One JSON file in the folder of the PKI, read at
 * each use, so that the server and a command in another process see the same state, and a restart keeps it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AuthorityId } from './authorities.ts'
import { AUTHORITY_IDS } from './authorities.ts'
import { REVOCATION_REASON, type RevocationReason } from './revocation-reason.ts'
import { writeAtOnce } from './write-at-once.ts'

const authority = z.custom<AuthorityId>((value) => AUTHORITY_IDS.some((id) => id === value))
const reason = z.custom<RevocationReason>((value) => typeof value === 'string' && value in REVOCATION_REASON)

const entrySchema = z.object({
  authority,
  /** Lower-case hexadecimal. */
  serial: z.string(),
  revocation: z.object({ reason, revokedAt: z.number() }).nullable(),
})

const registerSchema = z.object({
  entries: z.array(entrySchema),
  /** The last CRL of each authority. */
  lists: z.partialRecord(authority, z.object({ number: z.number(), thisUpdateAt: z.number() })),
})

export type RegisterEntry = Readonly<z.infer<typeof entrySchema>>
export type Register = Readonly<z.infer<typeof registerSchema>>

export const EMPTY_REGISTER: Register = { entries: [], lists: {} }

const fileOf = (folder: string) => join(folder, 'register.json')

export const readRegister = (folder: string): Register =>
  registerSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))

export const writeRegister = (folder: string, register: Register) =>
  writeAtOnce(fileOf(folder), JSON.stringify(register, null, 1))

export const hexSerial = (serial: bigint): string => {
  const hex = serial.toString(16)
  return hex.padStart(hex.length + (hex.length % 2), '0')
}
