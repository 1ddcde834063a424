import { account } from './fr/account.ts'
import { admin } from './fr/admin.ts'
import { applications } from './fr/applications.ts'
import { card } from './fr/card.ts'
import { cardRefusal } from './fr/card-refusal.ts'
import { cases } from './fr/cases.ts'
import { certificateGuide } from './fr/certificate-guide.ts'
import { directory } from './fr/directory.ts'
import { email } from './fr/email.ts'
import { endings } from './fr/endings.ts'
import { errors } from './fr/errors.ts'
import { formats } from './fr/formats.ts'
import { forms } from './fr/forms.ts'
import { frame, notices, profiles } from './fr/frame.ts'
import { invitation } from './fr/invitation.ts'
import { participants } from './fr/participants.ts'
import { password } from './fr/password.ts'
import { personalAccount } from './fr/personal-account.ts'
import { registration } from './fr/registration.ts'
import { relink } from './fr/relink.ts'
import { terms } from './fr/terms.ts'
import { wall } from './fr/wall.ts'

/** The French texts; labels quoted by the source documents are kept to the letter (S1.1 to S1.48). */
export const fr = {
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
