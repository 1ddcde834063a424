import type { Messages, Profile } from '../../messages/messages.ts'

export interface ParticipantEntry {
  readonly id: string
  readonly name: string
  readonly profile: Profile
  readonly status: 'active' | 'inactive'
  readonly since: number
}

/** Former entries stay listed as `inactif` (S1.18). */
export function ParticipantTable({ m, participants }: { m: Messages; participants: readonly ParticipantEntry[] }) {
  if (participants.length === 0) return <p class="empty">{m.cases.noParticipant}</p>
  const active = participants.filter(({ status }) => status === 'active').length
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
          </tr>
        </thead>
        <tbody>
          {participants.map(({ id, name, profile, status, since }) => (
            <tr class={`participant-${status}`} key={id}>
              <td data-label={m.cases.participantName}>{name}</td>
              <td data-label={m.cases.participantProfile}>{m.profiles[profile]}</td>
              <td class="short" data-label={m.cases.participantSince}>
                {m.formats.date(since)}
              </td>
              <td data-label={m.cases.participantStatus}>
                <span class={`badge badge-${status}`}>{m.cases.statuses[status]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
