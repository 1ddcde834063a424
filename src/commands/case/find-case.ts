import type { Expertise } from '../../cases/participation.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Stores } from '../../sign-in/stores.ts'

export const noSuchCase = defineFailure('cases.no-such-case', 'not-found', 'There is no case with this reference.')

/** @param reference as the operator typed it. */
export async function findCase({ cases }: Pick<Stores, 'cases'>, reference: string): Promise<Outcome<Expertise>> {
  const expertise = await cases.findByReference(reference)
  return expertise === undefined ? fail(noSuchCase({})) : succeed(expertise)
}
