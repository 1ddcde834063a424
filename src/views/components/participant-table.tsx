import type { Messages, Profile } from '../../messages/messages.ts'
import type { FormTarget } from '../form-target.ts'
import { PostButton } from './form.tsx'

export interface ParticipantEntry {
  readonly id: string
  readonly name: string
  readonly profile: Profile
  readonly status: 'active' | 'inactive'
  readonly since: number
  /** A name, or the operator of the platform. */
  readonly invitedBy?: string | { readonly kind: 'operator' }
  /** What only those who manage the case see and do. */
  readonly management?: ParticipantManagement
}

export interface ParticipantManagement {
  /** For the expert only. */
  readonly email?: string
  readonly invitation?: keyof Messages['participants']['invitations']
  /** When the person asked for another sending. */
  readonly resendAskedAt?: number
  /** R15: inactive, and not the expert's to put back. */
  readonly closedBy?: keyof Messages['participants']['closedBy']
  /** S1.15: older than the operator's cut-off, so it no longer logs in. */
  readonly outdated?: boolean
  readonly resend?: FormTarget
  readonly regenerate?: FormTarget
  /** Leads to a confirmation. */
  readonly deactivatePath?: string
}

/** Former entries stay listed as `inactif` (S1.18). */
export function ParticipantTable({ m, participants }: { m: Messages; participants: readonly ParticipantEntry[] }) {
  if (participants.length === 0) return <p class="empty">{m.cases.noParticipant}</p>
  const active = participants.filter(({ status }) => status === 'active').length
  const managed = participants.some(({ management }) => management !== undefined)
  return (
    <>
      <p class="hint">{m.cases.participantsCount(active, participants.length)}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{m.cases.participantName}</th>
            <th scope="col">{m.cases.participantProfile}</th>
            <th scope="col">{m.cases.participantSince}</th>
            <th scope="col">{m.cases.participantStatus}</th>
            {managed ? <th scope="col">{m.participants.invitation}</th> : null}
            {managed ? <th scope="col">{m.participants.actions}</th> : null}
          </tr>
        </thead>
        <tbody>
          {participants.map((entry) => (
            <tr class={`participant-${entry.status}`} key={entry.id}>
              <td data-label={m.cases.participantName}>
                <div>
                  {entry.name}
                  {entry.management?.email === undefined ? null : (
                    <span class="second-line">{entry.management.email}</span>
                  )}
                  {entry.invitedBy === undefined ? null : (
                    <span class="second-line">
                      {typeof entry.invitedBy === 'string'
                        ? m.participants.invitedBy(entry.invitedBy)
                        : m.participants.invitedByOperator}
                    </span>
                  )}
                </div>
              </td>
              <td data-label={m.cases.participantProfile}>{m.profiles[entry.profile]}</td>
              <td class="short" data-label={m.cases.participantSince}>
                {m.formats.date(entry.since)}
              </td>
              <td data-label={m.cases.participantStatus}>
                <div>
                  <span class={`badge badge-${entry.status}`}>{m.cases.statuses[entry.status]}</span>
                  {entry.management?.closedBy === undefined ? null : (
                    <span class="second-line">{m.participants.closedBy[entry.management.closedBy]}</span>
                  )}
                </div>
              </td>
              {managed ? <Invitation m={m} management={entry.management} /> : null}
              {managed ? <Actions m={m} name={entry.name} management={entry.management} /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface CellProps {
  readonly m: Messages
  readonly management: ParticipantManagement | undefined
}

function Invitation({ m, management }: CellProps) {
  if (management === undefined) return <td class="blank" />
  const { invitation, outdated, resendAskedAt } = management
  if (outdated) {
    return (
      <td data-label={m.participants.invitation}>
        <span class="badge badge-warning">{m.participants.outdated}</span>
      </td>
    )
  }
  if (invitation === undefined) return <td class="blank" />
  const isTrouble = invitation === 'undeliverable' || invitation === 'expired'
  return (
    <td data-label={m.participants.invitation}>
      <div>
        {isTrouble ? (
          <span class="badge badge-warning">{m.participants.invitations[invitation]}</span>
        ) : (
          m.participants.invitations[invitation]
        )}
        {resendAskedAt === undefined ? null : (
          <span class="second-line">{m.participants.resendAsked(m.formats.date(resendAskedAt))}</span>
        )}
      </div>
    </td>
  )
}

function Actions({ m, name, management }: CellProps & { readonly name: string }) {
  const { resend, regenerate, deactivatePath } = management ?? {}
  if (resend === undefined && regenerate === undefined && deactivatePath === undefined) return <td class="blank" />
  return (
    <td data-label={m.participants.actions}>
      <div class="row-actions">
        {resend === undefined ? null : (
          <PostButton target={resend} class="link" label={m.participants.resendFor(name)}>
            {m.participants.resend}
          </PostButton>
        )}
        {regenerate === undefined ? null : (
          <PostButton target={regenerate} class="link" label={m.participants.regenerateFor(name)}>
            {m.participants.regenerate}
          </PostButton>
        )}
        {deactivatePath === undefined ? null : (
          <a href={deactivatePath} aria-label={m.participants.deactivateFor(name)}>
            {m.participants.deactivate}
          </a>
        )}
      </div>
    </td>
  )
}
