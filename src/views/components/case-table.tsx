import type { Messages, Profile } from '../../messages/messages.ts'

export interface CaseSummary {
  readonly path: string
  readonly reference: string
  readonly title: string
  readonly court: string
  readonly openedAt: number
  readonly profile: Profile
}

/** A table on a desk, a list of cards on a phone (the labels come back through `data-label`). */
export function CaseTable({ m, cases }: { readonly m: Messages; readonly cases: readonly CaseSummary[] }) {
  if (cases.length === 0) return <p class="empty">{m.cases.none}</p>
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{m.cases.reference}</th>
          <th scope="col">{m.cases.title}</th>
          <th scope="col">{m.cases.court}</th>
          <th scope="col">{m.cases.openedAt}</th>
          <th scope="col">{m.cases.role}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <tr key={one.path}>
            <td class="short" data-label={m.cases.reference}>
              <a href={one.path} aria-label={m.cases.open(one.reference)}>
                {one.reference}
              </a>
            </td>
            <td data-label={m.cases.title}>{one.title}</td>
            <td data-label={m.cases.court}>{one.court}</td>
            <td class="short" data-label={m.cases.openedAt}>
              {m.formats.date(one.openedAt)}
            </td>
            <td data-label={m.cases.role}>{m.profiles[one.profile]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
