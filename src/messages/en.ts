import { account } from './en/account.ts'
import { admin } from './en/admin.ts'
import { applications } from './en/applications.ts'
import { card } from './en/card.ts'
import { cardRefusal } from './en/card-refusal.ts'
import { cases } from './en/cases.ts'
import { certificateGuide } from './en/certificate-guide.ts'
import { directory } from './en/directory.ts'
import { email } from './en/email.ts'
import { endings } from './en/endings.ts'
import { errors } from './en/errors.ts'
import { formats } from './en/formats.ts'
import { forms } from './en/forms.ts'
import { frame, notices, profiles } from './en/frame.ts'
import { invitation } from './en/invitation.ts'
import { participants } from './en/participants.ts'
import { password } from './en/password.ts'
import { personalAccount } from './en/personal-account.ts'
import { registration } from './en/registration.ts'
import { relink } from './en/relink.ts'
import { terms } from './en/terms.ts'
import { wall } from './en/wall.ts'
import type { fr } from './fr.ts'

/** The English texts: the shape of the French ones, complete. */
export const en: typeof fr = {
  formats,
  frame,
  notices,
  profiles,
  forms,
  errors,
  wall,
  card,
  cardRefusal,
  email,
  password,
  terms,
  cases,
  endings,
  account,
  admin,
  applications,
  certificateGuide,
  directory,
  invitation,
  participants,
  personalAccount,
  registration,
  relink,
}
