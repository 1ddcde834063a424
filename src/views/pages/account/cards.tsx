import type { Messages } from '../../../messages/messages.ts'
import { PostButton } from '../../components/form.tsx'
import { Heading } from '../../components/heading.tsx'
import { SerialNumber } from '../../components/serial-number.tsx'
import type { FormTarget } from '../../form-target.ts'
import type { Page } from '../../page.ts'

export interface CardEntry {
  readonly issuer: string
  readonly serialNumber: string
  readonly notBefore: number
  readonly notAfter: number
  readonly lastUsedAt?: number
  readonly status: keyof Messages['account']['cardStatuses']
  /** « Carte perdue »: leads to a confirmation; absent when there is nothing to block. */
  readonly blockPath?: string
}

const badges = { active: 'active', blocked: 'warning', expired: 'inactive' } as const

export interface CardsProps {
  readonly m: Messages
  readonly cards: readonly CardEntry[]
  /** Leads through the order of the next certificate. */
  readonly guidePath: string
}

export function Cards({ m, cards, guidePath }: CardsProps) {
  const text = m.account
  return (
    <section class="panel">
      <h2>{text.cards}</h2>
      {cards.length === 0 ? (
        <p class="empty">{text.noCard}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{text.cardSerialNumber}</th>
              <th scope="col">{text.cardIssuer}</th>
              <th scope="col">{text.cardValidity}</th>
              <th scope="col">{text.cardLastUse}</th>
              <th scope="col">{text.cardStatus}</th>
              <th scope="col">{m.participants.actions}</th>
            </tr>
          </thead>
          <tbody>
            {cards.map((card) => (
              <tr key={card.serialNumber}>
                <td data-label={text.cardSerialNumber}>
                  <SerialNumber value={card.serialNumber} />
                </td>
                <td data-label={text.cardIssuer}>{card.issuer}</td>
                <td data-label={text.cardValidity}>
                  {m.card.validFromTo(m.formats.date(card.notBefore), m.formats.date(card.notAfter))}
                </td>
                <td data-label={text.cardLastUse}>
                  {card.lastUsedAt === undefined ? text.cardNeverUsed : m.formats.dateTime(card.lastUsedAt)}
                </td>
                <td data-label={text.cardStatus}>
                  <span class={`badge badge-${badges[card.status]}`}>{text.cardStatuses[card.status]}</span>
                </td>
                {card.blockPath === undefined ? (
                  <td class="blank" />
                ) : (
                  <td data-label={m.participants.actions}>
                    <a href={card.blockPath} aria-label={text.blockCardFor(card.serialNumber)}>
                      {text.blockCard}
                    </a>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <a href={guidePath}>{m.cases.certificateGuide}</a>
      </p>
    </section>
  )
}

export interface BlockCardProps {
  readonly serialNumber: string
  readonly confirm: FormTarget
  readonly backPath: string
  /** Whether the session that asks was opened with this card. */
  readonly ownSession: boolean
}

export function blockCardPage({ serialNumber, confirm, backPath, ownSession }: BlockCardProps): Page {
  return (m) => ({
    title: m.account.blockTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.account.blockTitle} subtitle={serialNumber} lead={m.account.blockLead} />
        <p>{m.account.blockAuthority}</p>
        {ownSession ? <p>{m.account.blockOwnSession}</p> : null}
        <div class="buttons">
          <PostButton target={confirm} class="button button-primary">
            {m.account.blockConfirm}
          </PostButton>
          <a class="button button-secondary" href={backPath}>
            {m.forms.back}
          </a>
        </div>
      </section>
    ),
  })
}
