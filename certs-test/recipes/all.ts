/** Every recipe, in the order of their names. */
import type { Recipe } from '../recipe.ts'
import { accents } from './accents.ts'
import { authenticationOnly } from './authentication-only.ts'
import { authorityAsHolder } from './authority-as-holder.ts'
import { companySiren } from './company-siren.ts'
import { expired } from './expired.ts'
import { homonym } from './homonym.ts'
import { hostileName } from './hostile-name.ts'
import { ldapOnlyCrl } from './ldap-only-crl.ts'
import { longKeyIdentifier } from './long-key-identifier.ts'
import { lookAlikeAuthority } from './look-alike-authority.ts'
import { nationalScheme } from './national-scheme.ts'
import { noAlternativeName } from './no-alternative-name.ts'
import { noNames } from './no-names.ts'
import { noPolicy } from './no-policy.ts'
import { noPurpose } from './no-purpose.ts'
import { noSiren } from './no-siren.ts'
import { notYetValid } from './not-yet-valid.ts'
import { onHold } from './on-hold.ts'
import { p256 } from './p-256.ts'
import { renewed } from './renewed.ts'
import { revoked } from './revoked.ts'
import { rsa1024 } from './rsa-1024.ts'
import { serverPurpose } from './server-purpose.ts'
import { severalOrganizationalUnits } from './several-ou.ts'
import { sha1Signature } from './sha-1-signature.ts'
import { signatureOnly } from './signature-only.ts'
import { sirenMismatch } from './siren-mismatch.ts'
import { siret } from './siret.ts'
import { softwarePolicy } from './software-policy.ts'
import { twoEmails } from './two-emails.ts'
import { unknownAuthority } from './unknown-authority.ts'
import { unknownCritical } from './unknown-critical.ts'
import { unregistered } from './unregistered.ts'
import { wrongCheckDigit } from './wrong-check-digit.ts'

export const RECIPES: readonly Recipe[] = [
  accents,
  authenticationOnly,
  authorityAsHolder,
  companySiren,
  expired,
  homonym,
  hostileName,
  ldapOnlyCrl,
  longKeyIdentifier,
  lookAlikeAuthority,
  nationalScheme,
  noAlternativeName,
  noNames,
  noPolicy,
  noPurpose,
  noSiren,
  notYetValid,
  onHold,
  p256,
  renewed,
  revoked,
  rsa1024,
  serverPurpose,
  severalOrganizationalUnits,
  sha1Signature,
  signatureOnly,
  sirenMismatch,
  siret,
  softwarePolicy,
  twoEmails,
  unknownAuthority,
  unknownCritical,
  unregistered,
  wrongCheckDigit,
]
