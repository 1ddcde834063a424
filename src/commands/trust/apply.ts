import { defineFailure, type Failure } from '../../failures/failure.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { differenceOf } from './difference.ts'
import { contentOf, type Proposal, readProposal } from './proposal.ts'
import { folderOption, type TrustDesk, withTrust } from './trust-desk.ts'
import { judgeChanges, stateOf, writeAtOnce, writeChanges } from './trust-files.ts'

export const proposalOutdated = defineFailure<{ reason: string }>(
  'trust.proposal-outdated',
  'conflict',
  'The proposal is no longer for what there is: import the list again.',
  ({ reason }) => `${reason}.`,
)

export const approvalRefused = defineFailure<{ name: string; reason: string }>(
  'trust.approval-refused',
  'forbidden',
  'The approval does not count.',
  ({ name, reason }) => `${name}: ${reason}.`,
)

const NEEDED = { 'one-person': 1, 'two-persons': 2 } as const

export const apply: NamedCommand = {
  name: 'apply',
  summary: 'approve what a trusted list proposes; the last approval that is needed applies it',
  configure: (program) =>
    folderOption(
      program
        .argument('<proposal>', 'made by `parvis trust import`')
        .requiredOption('--approve-by <name>', 'who has looked at the difference and answers for it'),
    ),
  run: (context, invocation) =>
    withTrust(context, invocation, async (desk) => {
      const path = invocation.arguments[0] ?? ''
      const read = readProposal(path)
      if (!read.ok) return context.refuse(read.failure)
      const name = String(invocation.options['approveBy']).trim()
      const at = context.clock.now()
      const refused = whyNot(read.value, desk, name, at)
      if (refused !== undefined) return context.refuse(refused)
      const approval = { name, at: new Date(at).toISOString(), of: contentOf(read.value) }
      const proposal = { ...read.value, approvals: [...read.value.approvals, approval] }

      for (const line of differenceOf(proposal, desk.files)) context.print(line)
      const { territory, sequenceNumber } = proposal.list
      const about = { list: `${territory} ${sequenceNumber}`, proposal: approval.of, approvedBy: name }
      const missing = NEEDED[desk.approvals] - proposal.approvals.length
      if (missing > 0) {
        await desk.note('trust.approved', about)
        writeAtOnce(path, proposal)
        context.print(`Approved by ${name}. One more person must approve it before anything changes.`)
        return EXIT.done
      }
      const changes = proposal.changes.map(({ file, value }) => ({ name: file, value }))
      const store = judgeChanges(desk.files, changes)
      if (!store.ok) return context.refuse(store.failure)
      await desk.note('trust.approved', about)
      for (const { kind, value } of proposal.changes) {
        await desk.note('trust.changed', {
          change: kind,
          authority: String(value['label']),
          sha256: String(value['sha256']),
        })
      }
      writeChanges(desk.folder, changes)
      context.print(`Applied: ${changes.length} changes; ${store.value.authorities.length} authorities`)
      context.print('In force once the service is started again.')
      return EXIT.done
    }),
}

function whyNot(proposal: Proposal, { files }: TrustDesk, name: string, at: number): Failure | undefined {
  if (name === '') return approvalRefused({ name: '?', reason: 'a name is needed' })
  if (stateOf(files) !== proposal.basedOn) return proposalOutdated({ reason: 'The trust store has changed since' })
  if (Date.parse(proposal.list.nextUpdateAt) < at) return proposalOutdated({ reason: 'The next list was due' })
  const content = contentOf(proposal)
  if (proposal.approvals.some(({ of }) => of !== content)) {
    return approvalRefused({ name, reason: 'the proposal is not the one that was approved before' })
  }
  const isSecondTime = proposal.approvals.some((other) => other.name.toLowerCase() === name.toLowerCase())
  return isSecondTime ? approvalRefused({ name, reason: 'the same person has approved it already' }) : undefined
}
