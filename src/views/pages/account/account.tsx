import type { Profile } from '../../../messages/messages.ts'
import { Facts } from '../../components/facts.tsx'
import { Heading } from '../../components/heading.tsx'
import type { Page } from '../../page.ts'
import { type CardEntry, Cards } from './cards.tsx'
import { type LoginEntry, Logins } from './logins.tsx'
import { type ReceiptEntry, Receipts } from './receipts.tsx'
import { Sessions, type SessionsProps } from './sessions.tsx'

export interface AccountProps {
  readonly name: string
  readonly email: string
  readonly profiles: readonly Profile[]
  readonly changeEmailPath: string
  /** Absent for those who only come with a card. */
  readonly changePasswordPath?: string
  readonly exportPath: string
  readonly cards: readonly CardEntry[]
  readonly sessions: SessionsProps
  /** Most recent first. */
  readonly logins: readonly LoginEntry[]
  readonly receipts: readonly ReceiptEntry[]
}

/** « Mon compte ». */
export function accountPage(props: AccountProps): Page {
  return (m) => ({
    title: m.account.title,
    width: 'wide',
    body: (
      <>
        <Heading title={m.account.title} />
        <section class="panel">
          <h2>{m.account.identity}</h2>
          <Facts
            entries={[
              [m.account.name, props.name],
              [m.account.email, props.email],
              [m.account.profiles, props.profiles.map((profile) => m.profiles[profile]).join(', ')],
            ]}
          />
          <div class="buttons">
            <a class="button button-secondary" href={props.changeEmailPath}>
              {m.account.changeEmail}
            </a>
            {props.changePasswordPath === undefined ? null : (
              <a class="button button-secondary" href={props.changePasswordPath}>
                {m.account.changePassword}
              </a>
            )}
            <a class="button button-secondary" href={props.exportPath} download>
              {m.account.exportData} <span class="file-facts">{m.account.exportFacts}</span>
            </a>
          </div>
        </section>
        <Cards m={m} cards={props.cards} />
        <Sessions m={m} {...props.sessions} />
        <Logins m={m} logins={props.logins} />
        <Receipts m={m} receipts={props.receipts} />
      </>
    ),
  })
}
