/** What is done about participants, by experts and the court on the portal, and by the operator on the command line. */
import type { ParticipantAdder } from './add-participant.ts'
import type { AskAgain } from './ask-again.ts'
import type { ParticipantDeactivator } from './deactivate-participant.ts'
import type { AccessRegenerator } from './regenerate-access.ts'
import type { InvitationResender } from './resend-invitation.ts'

export interface Participants {
  readonly add: ParticipantAdder
  readonly resend: InvitationResender
  readonly deactivate: ParticipantDeactivator
  readonly regenerate: AccessRegenerator
  readonly askAgain: AskAgain
}
