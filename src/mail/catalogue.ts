/** Every mail that can be sent, by template id: an unknown one, or a missing parameter, does not compile. */
import type { Mail } from './mail.ts'
import { activationLink } from './mails/activation-link.ts'
import { addressInUse } from './mails/address-in-use.ts'
import { attemptReported } from './mails/attempt-reported.ts'
import { cardAttached } from './mails/card-attached.ts'
import { cardEnds } from './mails/card-ends.ts'
import { cardNotAttached } from './mails/card-not-attached.ts'
import { caseInvitation } from './mails/case-invitation.ts'
import { emailChanged } from './mails/email-changed.ts'
import { emailProof } from './mails/email-proof.ts'
import { initialPassword } from './mails/initial-password.ts'
import { invitationResent } from './mails/invitation-resent.ts'
import { loginCode } from './mails/login-code.ts'
import { passwordChanged } from './mails/password-changed.ts'
import { passwordReset } from './mails/password-reset.ts'

export const catalogue = {
  'login-code': loginCode,
  'case-invitation': caseInvitation,
  'invitation-resent': invitationResent,
  'initial-password': initialPassword,
  'activation-link': activationLink,
  'password-reset': passwordReset,
  'password-changed': passwordChanged,
  'attempt-reported': attemptReported,
  'card-attached': cardAttached,
  'card-ends': cardEnds,
  'card-not-attached': cardNotAttached,
  'email-changed': emailChanged,
  'email-proof': emailProof,
  'address-in-use': addressInUse,
}

export type MailTemplate = keyof typeof catalogue

type ParametersOf<Template extends MailTemplate> =
  (typeof catalogue)[Template] extends Mail<infer Parameters> ? Parameters : never

/** A template with exactly its own parameters. */
export type Letter = {
  [Template in MailTemplate]: { readonly template: Template; readonly parameters: ParametersOf<Template> }
}[MailTemplate]
