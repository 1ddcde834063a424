/** The authorities of the test hierarchies: who signs whom, what each publishes. README.md draws them. */
import { type Name, withValue } from './name.ts'
import { POLICY } from './object-identifiers.ts'
import { CERTEUROPE_SIREN, MINISTRY_SIREN } from './people.ts'

export type AuthorityId =
  | 'eid-root'
  | 'eid-user'
  | 'ministry-root'
  | 'ministry-persons'
  | 'look-alike-root'
  | 'look-alike-user'
  | 'unknown-authority'
  | 'tls'

export interface AuthorityPlan {
  readonly subject: Name
  /** Itself for a root. */
  readonly issuer: AuthorityId
  /** pathLenConstraint; a root has none. */
  readonly pathLength?: number
  readonly policies: readonly string[]
  /** What the authority publishes about the certificates that it issues. */
  readonly publishes: { readonly crl: 'http-and-ldap' | 'http' | 'none'; readonly ocsp: boolean }
  /** An impostor wears the name and the key identifier of the authority it imitates. */
  readonly imitates?: AuthorityId
}

const certEurope = (commonName: string): Name => [
  ['C', 'FR'],
  ['O', 'CertEurope (essai)'],
  ['OU', `0002 ${CERTEUROPE_SIREN}`],
  ['CN', commonName],
  ['organizationIdentifier', `SI:FR-${CERTEUROPE_SIREN}`],
]

const ministry = (commonName: string): Name => [
  ['C', 'FR'],
  ['O', 'Ministère de la Justice (essai)'],
  ['OU', `0002 ${MINISTRY_SIREN}`],
  ['CN', commonName],
]

const silent = { crl: 'none', ocsp: false } as const
const eidRoot = certEurope('CertEurope eID Root (essai)')
const eidUser = certEurope('CertEurope eID User (essai)')

/** Issuers stand before those they certify. */
export const AUTHORITIES: Readonly<Record<AuthorityId, AuthorityPlan>> = {
  'eid-root': {
    subject: eidRoot,
    issuer: 'eid-root',
    policies: [],
    publishes: { crl: 'http-and-ldap', ocsp: true },
  },
  'eid-user': {
    subject: eidUser,
    issuer: 'eid-root',
    pathLength: 0,
    policies: [POLICY.eidIssuingAuthority],
    publishes: { crl: 'http-and-ldap', ocsp: true },
  },
  'ministry-root': {
    subject: ministry('Autorité de certification Justice (essai)'),
    issuer: 'ministry-root',
    policies: [],
    publishes: { crl: 'http', ocsp: false },
  },
  'ministry-persons': {
    subject: ministry('Autorité de certification personnes (essai)'),
    issuer: 'ministry-root',
    pathLength: 0,
    policies: [],
    publishes: { crl: 'http', ocsp: false },
  },
  'look-alike-root': {
    subject: eidRoot,
    issuer: 'look-alike-root',
    policies: [],
    publishes: silent,
    imitates: 'eid-root',
  },
  'look-alike-user': {
    subject: eidUser,
    issuer: 'look-alike-root',
    pathLength: 0,
    policies: [POLICY.eidIssuingAuthority],
    publishes: silent,
    imitates: 'eid-user',
  },
  'unknown-authority': {
    subject: withValue(eidUser, 'CN', 'Autorité que personne ne connaît (essai)'),
    issuer: 'unknown-authority',
    policies: [],
    publishes: silent,
  },
  tls: {
    subject: [
      ['C', 'FR'],
      ['O', 'Parvis (essai)'],
      ['CN', 'Serveurs TLS de Parvis (essai)'],
    ],
    issuer: 'tls',
    pathLength: 0,
    policies: [],
    publishes: silent,
  },
}

export const AUTHORITY_IDS = Object.keys(AUTHORITIES) as readonly AuthorityId[]

/** Those whose register of issued certificates is published. */
export const PUBLISHING_AUTHORITIES = AUTHORITY_IDS.filter((id) => AUTHORITIES[id].publishes.crl !== 'none')

/**
 * Addresses written in the certificates that this authority issues; the server answers at the HTTP ones. An impostor
 * copies those of the authority it imitates, whose list says nothing against it.
 */
export function addressesOf(issuer: AuthorityId, baseUrl: string) {
  const id = AUTHORITIES[issuer].imitates ?? issuer
  const { publishes } = AUTHORITIES[id]
  const http = `${baseUrl}/reference/${id}.crl`
  return {
    crl: publishes.crl === 'none' ? [] : publishes.crl === 'http' ? [http] : [http, ...ldapAddresses(id)],
    ocsp: publishes.ocsp ? [`${baseUrl}/ocsp1/${id}`, `${baseUrl}/ocsp2/${id}`] : [],
    issuers: [`${baseUrl}/reference/${id}.crt`],
    practice: `${baseUrl}/chaine-de-confiance`,
  }
}

/** As the real ones: two hosts, the name reversed, `o=Certeurope` where the issuer says `CertEurope`. No host answers. */
export function ldapAddresses(id: AuthorityId): readonly string[] {
  const commonName = AUTHORITIES[id].subject.find(([attribute]) => attribute === 'CN')?.[1] ?? ''
  const entry = `cn=${encodeURIComponent(commonName)},ou=0002%20${CERTEUROPE_SIREN},o=Certeurope,c=FR`
  return ['lcr1', 'lcr2'].map((host) => `ldap://${host}.certeurope.invalid/${entry}?certificateRevocationList`)
}
