import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/messages.ts'
import { SerialNumber } from './serial-number.tsx'

/** What a certificate says of its holder, as far as it can tell one person from another. */
export interface ComparedCard {
  readonly label: string
  readonly surname: string | undefined
  readonly givenNames: string | undefined
  readonly siren: string | undefined
  readonly issuer: string
  readonly serialNumber: string
  readonly notBefore: number
  readonly notAfter: number
  /** Of a card of the account. */
  readonly status?: keyof Messages['account']['cardStatuses']
}

export interface CardComparisonProps {
  readonly m: Messages
  readonly presented: ComparedCard
  readonly bound: readonly ComparedCard[]
}

/** Certificates side by side, fact by fact; what tells people apart is marked where it differs. */
export function CardComparison({ m, presented, bound }: CardComparisonProps) {
  const { admin, account, card: texts, formats } = m
  const columns = [
    { title: admin.presentedCard, card: presented },
    ...bound.map((card, index) => ({ title: admin.boundCard(index + 1, bound.length), card })),
  ]
  const compared = (field: 'surname' | 'givenNames' | 'siren') => (card: ComparedCard) => (
    <>
      {card[field] ?? admin.absent}
      {card[field] === presented[field] ? null : <span class="badge badge-warning">{admin.different}</span>}
    </>
  )
  const rows: readonly (readonly [title: string, tell: (card: ComparedCard) => ComponentChildren])[] = [
    [admin.label, ({ label }) => label],
    [admin.surname, compared('surname')],
    [admin.givenNames, compared('givenNames')],
    [admin.siren, compared('siren')],
    [admin.issuer, ({ issuer }) => issuer],
    [admin.serialNumber, ({ serialNumber }) => <SerialNumber value={serialNumber} />],
    [admin.validity, ({ notBefore, notAfter }) => texts.validFromTo(formats.date(notBefore), formats.date(notAfter))],
    [admin.status, ({ status }) => (status === undefined ? admin.toAttach : account.cardStatuses[status])],
  ]
  return (
    <table class="table comparison">
      <caption class="visually-hidden">{admin.compared}</caption>
      <thead>
        <tr>
          <td />
          {columns.map(({ title }) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([row, tell]) => (
          <tr key={row}>
            <th scope="row">{row}</th>
            {columns.map(({ title, card }) => (
              <td data-label={title} key={title}>
                <div>{tell(card)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
