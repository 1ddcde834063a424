/** The rules of participants with what they need of this installation. */
import { createParticipantAdder } from '../cases/add-participant.ts'
import { createAskAgain } from '../cases/ask-again.ts'
import { createParticipantDeactivator } from '../cases/deactivate-participant.ts'
import type { FirstSecretMaker } from '../cases/first-secret.ts'
import type { AccessParts } from '../cases/give-access.ts'
import type { Participants } from '../cases/participants.ts'
import { createAccessRegenerator } from '../cases/regenerate-access.ts'
import { createInvitationResender } from '../cases/resend-invitation.ts'
import { createInvitationSender } from '../cases/send-invitation.ts'
import { PATHS } from '../http/paths.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Settings } from '../settings/schema.ts'
import { createInvitationLinks } from '../sign-in/methods/activation-link/invitation-link.ts'
import { createInitialPasswords } from '../sign-in/methods/email-code/initial-password.ts'
import type { Stores, Transact } from '../sign-in/stores.ts'

interface Parts {
  readonly stores: Stores
  readonly transact: Transact
  readonly ephemeral: Pick<EphemeralStore, 'count'>
  readonly sealer: Sealer
  readonly random: Random
  readonly hasher: PasswordHasher
}

export function openParticipants(settings: Settings, parts: Parts): Participants {
  const { stores, transact, ephemeral, sealer, random } = parts
  const access: AccessParts<Stores> = {
    transact,
    sender: createInvitationSender(sealer, random),
    makeSecret: secretOf(settings, parts),
    random,
    accessCutOff: settings.access.cutOffAt ?? 0,
    operatorName: settings.support.name,
  }
  return {
    add: createParticipantAdder(access, ephemeral),
    resend: createInvitationResender(access, ephemeral),
    deactivate: createParticipantDeactivator(transact, access.accessCutOff),
    regenerate: createAccessRegenerator(access, stores.cases),
    askAgain: createAskAgain(transact),
  }
}

const secretOf = ({ invitation }: Settings, { hasher, random }: Parts): FirstSecretMaker<Stores> =>
  invitation.secret === 'temporary-password'
    ? createInitialPasswords(hasher, random)
    : createInvitationLinks(random, (token) => `${PATHS.activation}?${new URLSearchParams({ jeton: token })}`)
