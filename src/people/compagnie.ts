/** The Compagnies whose president attests membership (S2.19 to S2.22): the operator's file, never code. */
import { z } from 'zod'
import { isSiren } from '../card-holder/enterprise-number.ts'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'

export interface Compagnie {
  /** Short, stable: kept with the orders that name it. */
  readonly id: string
  readonly name: string
  /** Of the Compagnie itself: no certificate may carry it (S2.11). */
  readonly siren?: string | undefined
  readonly president: {
    readonly name: string
    /** Where the documents go by post, line by line. */
    readonly address: readonly string[]
  }
}

export const compagniesUnreadable = defineFailure<{ mistakes: readonly string[] }>(
  'people.compagnies-unreadable',
  'invalid-input',
  'The list of Compagnies is not right.',
  ({ mistakes }) => mistakes.join('; '),
)

const line = z.string().trim().min(1).max(120)

const list = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits and hyphens'),
      name: line,
      siren: z.string().refine(isSiren, 'must be a SIREN of nine digits').optional(),
      president: z.strictObject({ name: line, address: z.array(line).min(1).max(6) }),
    }),
  )
  .refine((compagnies) => new Set(compagnies.map(({ id }) => id)).size === compagnies.length, 'an id stands twice')

/** @param value a parsed YAML or JSON file. @returns people.compagnies-unreadable with every mistake. */
export function readCompagnies(value: unknown): Outcome<readonly Compagnie[]> {
  const read = list.safeParse(value)
  if (read.success) return succeed(read.data)
  return fail(
    compagniesUnreadable({ mistakes: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }),
  )
}
