import type { Messages, Profile } from '../../../messages/messages.ts'
import { Facts } from '../../components/facts.tsx'
import { Heading } from '../../components/heading.tsx'
import { Notice } from '../../components/notice.tsx'
import type { Page } from '../../page.ts'
import { type CardEntry, Cards } from './cards.tsx'
import { type LoginEntry, Logins } from './logins.tsx'
import { type CivilStatus, PersonalIdentity } from './personal-identity.tsx'
import { OtherProfiles, type OtherProfilesProps } from './profiles.tsx'
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
  /** Where somebody who is no candidate becomes one with this account (S0.4). */
  readonly becomeCandidatePath?: string
  /** Of a candidate for a public office: shown as the source document has it (S0.21). */
  readonly civilStatus?: CivilStatus
  /** S2.31: when the last certificate ends soon. */
  readonly certificateEnd?: { readonly daysLeft: number; readonly notAfter: number }
  /** Leads through the order of the next certificate. */
  readonly guidePath: string
  readonly otherProfiles: OtherProfilesProps
  readonly cards: readonly CardEntry[]
  readonly sessions: SessionsProps
  /** Most recent first. */
  readonly logins: readonly LoginEntry[]
  readonly receipts: readonly ReceiptEntry[]
}

/** « Mon compte ». */
export function accountPage(props: AccountProps): Page {
  const { certificateEnd, civilStatus } = props
  return (m) => {
    const title = civilStatus === undefined ? m.account.title : m.personalAccount.title
    return {
      title,
      width: 'wide',
      body: (
        <>
          <Heading title={title} />
          {certificateEnd === undefined ? null : (
            <Notice tone="warning">
              <p>{m.cases.certificateEnds(certificateEnd.daysLeft, m.formats.date(certificateEnd.notAfter))}</p>
              <p>
                <a href={props.guidePath}>{m.cases.certificateGuide}</a>
              </p>
            </Notice>
          )}
          {civilStatus === undefined ? (
            <Identity m={m} {...props} />
          ) : (
            <PersonalIdentity
              m={m}
              {...props}
              civilStatus={civilStatus}
              changePasswordPath={props.changePasswordPath}
            />
          )}
          <OtherProfiles m={m} {...props.otherProfiles} />
          {civilStatus !== undefined && props.cards.length === 0 ? null : (
            <Cards m={m} cards={props.cards} guidePath={props.guidePath} />
          )}
          <Sessions m={m} {...props.sessions} />
          <Logins m={m} logins={props.logins} />
          <Receipts m={m} receipts={props.receipts} />
          <section class="panel">
            <h2>{m.account.myData}</h2>
            <p>{m.account.myDataLead}</p>
            <div class="buttons">
              <a class="button button-secondary" href={props.exportPath} download>
                {m.account.exportData} <span class="file-facts">{m.account.exportFacts}</span>
              </a>
            </div>
          </section>
        </>
      ),
    }
  }
}

function Identity({ m, ...props }: AccountProps & { readonly m: Messages }) {
  return (
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
        {props.becomeCandidatePath === undefined ? null : (
          <a class="button button-secondary" href={props.becomeCandidatePath}>
            {m.personalAccount.addTitle}
          </a>
        )}
      </div>
    </section>
  )
}
