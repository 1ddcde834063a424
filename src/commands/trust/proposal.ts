/** What a trusted list proposes, as a file that waits for people: for one state of the store, and for a time. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { sha256Of } from './description.ts'

const instant = z.iso.datetime({ offset: true })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const shape = z.strictObject({
  list: z.strictObject({
    territory: z.string(),
    sequenceNumber: z.int(),
    issuedAt: instant,
    nextUpdateAt: instant,
    sha256,
    signerSha256: sha256,
  }),
  proposedAt: instant,
  /** The state of the store that it is for. */
  basedOn: sha256,
  changes: z.array(
    z.strictObject({
      kind: z.enum(['add', 'change', 'end']),
      file: z.string().regex(/^[\w.-]+\.json$/),
      value: z.record(z.string(), z.unknown()),
      why: z.string(),
    }),
  ),
  approvals: z.array(z.strictObject({ name: z.string(), at: instant, of: sha256 })),
})

export type Proposal = z.output<typeof shape>

export const proposalUnreadable = defineFailure<{ reason: string }>(
  'trust.proposal-unreadable',
  'invalid-input',
  'The file is no proposal of `parvis trust import`.',
  ({ reason }) => `${reason}.`,
)

export function readProposal(path: string): Outcome<Proposal> {
  try {
    const read = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (read.success) return succeed(read.data)
    const [issue] = read.error.issues
    return fail(proposalUnreadable({ reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }))
  } catch (error) {
    return fail(proposalUnreadable({ reason: error instanceof Error ? error.message : String(error) }))
  }
}

/** What exactly somebody approves: everything but the approvals. */
export const contentOf = (proposal: Proposal): string =>
  sha256Of(Buffer.from(JSON.stringify({ ...proposal, approvals: [] })))
