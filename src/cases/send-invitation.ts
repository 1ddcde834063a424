/** The mails of an invitation: the case, and in a second one the secret for somebody who has none (S1.21, R5). */
import type { Letter } from '../mail/catalogue.ts'
import { enqueueMail } from '../mail/outbox.ts'
import type { Account } from '../people/account.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { CaseStores } from './case-stores.ts'
import type { FirstSecret } from './first-secret.ts'
import { type Invitation, mailSubjectOf } from './invitation.ts'
import type { Expertise, NewParticipant } from './participation.ts'

export interface Invited {
  readonly expertise: Expertise
  readonly account: Account
  /** Name of who invites, as the mail says it. */
  readonly invitedBy: string
}

export interface InvitationSender<Within extends CaseStores> {
  /** A new entry of the case, and the first sending of its invitation. */
  invite(within: Within, invited: Invited, participant: NewParticipant, secret: FirstSecret<Within>): Promise<void>
  /** Sends again; what the former sending gave is dead. */
  resend(
    within: Within,
    invited: Invited,
    invitation: Invitation,
    secret: FirstSecret<Within>,
    at: number,
  ): Promise<void>
}

export function createInvitationSender<Within extends CaseStores>(
  sealer: Sealer,
  random: Random,
): InvitationSender<Within> {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    async invite(within, invited, participant, secret) {
      const { accountId, invitedAt, id } = participant
      await within.cases.addParticipant(participant)
      const sending = await prepare(within, invited.account.id, secret, invitedAt)
      const invitation = { id: newId(), participantId: id, accountId, ...sending }
      await within.invitations.add(invitation)
      await post(within, 'case-invitation', invited, { ...invitation, sendings: 1 }, secret)
    },

    async resend(within, invited, invitation, secret, at) {
      await within.outbox.withdraw(mailSubjectOf(invitation), at)
      const sending = await prepare(within, invited.account.id, secret, at)
      await within.invitations.sentAgain(invitation.id, sending)
      const sendings = invitation.sendings + 1
      await post(within, 'invitation-resent', invited, { id: invitation.id, ...sending, sendings }, secret)
    },
  }

  async function prepare(within: Within, accountId: string, secret: FirstSecret<Within>, at: number): Promise<Sending> {
    const given = !(await hasCard(within, accountId, at)) && (await secret.install(within, accountId))
    return given
      ? { access: secret.access, sentAt: at, secretExpiresAt: secret.expiresAt }
      : { access: 'existing-account', sentAt: at, secretExpiresAt: undefined }
  }

  async function post(
    within: Within,
    template: 'case-invitation' | 'invitation-resent',
    { expertise, account, invitedBy }: Invited,
    sending: Sending & Pick<Invitation, 'id' | 'sendings'>,
    secret: FirstSecret<Within>,
  ): Promise<void> {
    const { access, sentAt, secretExpiresAt } = sending
    const parameters = { caseReference: expertise.reference, caseTitle: expertise.title, invitedBy, access }
    const letters: Letter[] = [{ template, parameters }]
    if (access !== 'existing-account') letters.push(secret.letter)
    for (const letter of letters) {
      await enqueueMail(within.outbox, sealer, {
        ...letter,
        id: newId(),
        recipient: account.email,
        locale: account.locale,
        expiresAt: secretExpiresAt,
        subject: mailSubjectOf(sending),
        at: sentAt,
      })
    }
  }
}

type Sending = Pick<Invitation, 'access' | 'sentAt' | 'secretExpiresAt'>

async function hasCard({ bindings }: CaseStores, accountId: string, at: number): Promise<boolean> {
  const cards = await bindings.listOf(accountId)
  return cards.some(({ status, notAfter }) => status === 'active' && at < notAfter)
}
