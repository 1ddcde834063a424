/** What a card's certificate will say: the standard profile of each authority, before a recipe spoils it. */
import type { AuthorityId } from './authorities.ts'
import type { SignatureHash } from './certificate.ts'
import type { KeyUsage, Purpose, QualifiedStatements } from './extensions.ts'
import type { KeyIdentifierForm, KeyKind } from './keys.ts'
import type { Name, NameStrings } from './name.ts'
import { POLICY } from './object-identifiers.ts'
import type { Person } from './people.ts'
import type { RevocationReason } from './revocation-reason.ts'

export interface CardBlueprint {
  readonly authority: AuthorityId
  readonly subject: Name
  readonly strings: NameStrings
  /** rfc822Names; none: no subjectAltName. */
  readonly emails: readonly string[]
  /** Days from the making of the card. */
  readonly validity: { readonly fromDays: number; readonly toDays: number }
  /** `usual`: RSA 2048, or P-256 where the PKI is made in a hurry. */
  readonly key: 'usual' | KeyKind
  readonly hash: SignatureHash
  readonly keyUsage: readonly KeyUsage[]
  /** None: no extension. */
  readonly purposes: readonly Purpose[]
  readonly policies: readonly string[]
  readonly qualified: QualifiedStatements | null
  /** `published`: what the authority publishes; `ldap-only`: nothing that HTTP can fetch. */
  readonly revocationAddresses: 'published' | 'ldap-only'
  readonly keyIdentifier: KeyIdentifierForm
  readonly isAuthority: boolean
  /** OID of a critical extension that no one knows. */
  readonly unknownCriticalExtension: string | null
  /** False: signed with the authority's key but absent from its register; OCSP says "unknown". */
  readonly registered: boolean
  readonly revoked: RevocationReason | null
}

const THREE_YEARS = { fromDays: -30, toDays: 3 * 365 - 30 } as const

const ordinary = {
  strings: 'shortest',
  validity: THREE_YEARS,
  key: 'usual',
  hash: 'sha256',
  purposes: ['clientAuth', 'emailProtection'],
  revocationAddresses: 'published',
  keyIdentifier: 'short',
  isAuthority: false,
  unknownCriticalExtension: null,
  registered: true,
  revoked: null,
} as const

/** CertEurope eID User: qualified, on a device, one key for authentication and signature. */
export const eidUserCard = (person: Person): CardBlueprint => ({
  ...ordinary,
  authority: 'eid-user',
  subject: [
    ['C', 'FR'],
    ['O', `${person.givenName} ${person.surname}`],
    ['OU', `0002 ${person.siren}`],
    ['CN', `${person.givenName} ${person.surname}`],
    ['SN', person.surname],
    ['GN', person.givenName],
    ['serialNumber', person.serialNumber],
    ['title', person.title],
    ['organizationIdentifier', `NTRFR-${person.siren}`],
  ],
  emails: [person.email],
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  policies: [POLICY.eidHardware, POLICY.qualifiedPersonOnDevice],
  qualified: { onDevice: true },
})

/** The ministry's agents: an authentication key of its own, the ministry's SIREN, the login after the name. */
export const ministryCard = (person: Person): CardBlueprint => ({
  ...ordinary,
  authority: 'ministry-persons',
  subject: [
    ['C', 'FR'],
    ['O', 'Ministère de la Justice (essai)'],
    ['OU', `0002 ${person.siren}`],
    ['CN', `${person.givenName} ${person.surname} ${person.serialNumber.toLowerCase()}`],
    ['GN', person.givenName],
    ['SN', person.surname],
    ['serialNumber', person.serialNumber],
    ['title', person.title],
  ],
  emails: [person.email],
  keyUsage: ['digitalSignature'],
  purposes: ['clientAuth', 'smartCardLogon'],
  policies: [POLICY.ministryAuthentication, POLICY.normalisedPlus],
  qualified: null,
})

export const standardCard = (person: Person): CardBlueprint =>
  person.profile === 'magistrat-greffier' ? ministryCard(person) : eidUserCard(person)
