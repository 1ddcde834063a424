/**
 * Where we accept what OpenSSL 3.0 refuses, and why: each is a row of docs/divergences.md. Whatever fits none of
 * them fails the run.
 */
import type { Outcome } from '../../src/failures/failure.ts'
import type { Certificate } from '../../src/pki/certificate.ts'
import type { ValidVerdict } from '../../src/pki/certificate-validation.ts'
import { sameOctets } from '../../src/pki/der/octets.ts'
import { KeyPurpose } from '../../src/pki/extensions/extended-key-usage.ts'
import { isEmptyName } from '../../src/pki/name/name.ts'
import { sameName } from '../../src/pki/name/name-comparison.ts'
import { type Crl, crlIndex, parseCrl } from '../../src/pki/revocation/crl.ts'
import { type OcspResponse, parseOcspResponse } from '../../src/pki/revocation/ocsp-response.ts'
import { AT } from '../support/x509-builder.ts'
import type { Difference } from './differential.ts'

interface Accepted extends Difference {
  readonly ours: ValidVerdict
  /** Leaf first, the anchor's certificate last. */
  readonly path: readonly Certificate[]
  /** Those that we can read. */
  readonly crls: readonly Crl[]
  readonly answers: readonly OcspResponse[]
}

interface KnownDifference {
  /** The first cell of its row in docs/divergences.md. */
  readonly row: string
  /** X509_V_ERR_* that it explains; `ocsp` is what openssl-judge.c says of the answer. */
  readonly errors: readonly (number | `ocsp ${number}`)[]
  applies(difference: Accepted): boolean
}

const ERROR = {
  noCrl: 3,
  signature: 7,
  crlSignature: 8,
  certificateExpired: 10,
  crlExpired: 12,
  selfSigned: 18,
  selfSignedInChain: 19,
  noIssuer: 20,
  revoked: 23,
  purpose: 26,
  noCrlSigning: 35,
  unhandledCrlExtension: 36,
  policyExtension: 42,
  crlScope: 44,
  permittedSubtree: 47,
  crlPath: 54,
} as const

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => sameName(subject, issuer)

const endsNow = ({ path, crls, answers }: Accepted): boolean =>
  path.some(({ notAfterAt }) => notAfterAt === AT) ||
  [...crls, ...answers.flatMap((response) => response.answers)].some(({ nextUpdateAt }) => nextUpdateAt === AT)

function pointsElsewhere(
  { extensions: { authorityKeyIdentifier: hint } }: Certificate | Crl,
  issuer: Certificate | undefined,
): boolean {
  const identifier = issuer?.extensions.subjectKeyIdentifier
  return (
    hint !== undefined &&
    (identifier === undefined || hint.keyIdentifier === undefined || !sameOctets(hint.keyIdentifier, identifier))
  )
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    row: 'A certificate in the last second of its validity period',
    errors: [ERROR.certificateExpired, ERROR.crlExpired, 'ocsp 5', ERROR.noIssuer, ERROR.signature],
    applies: endsNow,
  },
  {
    row: 'A purpose asked for, where a certificate of the path names anyExtendedKeyUsage without it',
    errors: [ERROR.purpose],
    applies: ({ path }) =>
      path.some(
        ({ extensions: { extendedKeyUsage: usages } }) =>
          usages?.includes(KeyPurpose.any) && !usages.includes(KeyPurpose.clientAuth),
      ),
  },
  {
    row: "An authority key identifier that is not the issuer's subject key identifier",
    errors: [ERROR.crlScope, ERROR.noIssuer, ERROR.noCrl, ERROR.crlPath, ERROR.crlSignature, ERROR.signature],
    applies: ({ path, crls }) =>
      path.some((certificate, index) =>
        pointsElsewhere(certificate, path[index + 1] ?? (isSelfIssued(certificate) ? certificate : undefined)),
      ) ||
      crls.some((crl) =>
        path.every((certificate) => !sameName(certificate.subject, crl.issuer) || pointsElsewhere(crl, certificate)),
      ),
  },
  {
    row: 'A CA that has certified its own next key (self-issued)',
    errors: [
      ERROR.signature,
      ERROR.crlSignature,
      ERROR.noCrl,
      ERROR.crlPath,
      ERROR.selfSigned,
      ERROR.selfSignedInChain,
      ERROR.noCrlSigning,
      ERROR.crlScope,
    ],
    applies: ({ path }) => path.slice(0, -1).some(isSelfIssued),
  },
  {
    row: 'Policy mappings, also of anyPolicy, in a leaf',
    errors: [ERROR.policyExtension],
    applies: ({ path: [leaf] }) => leaf?.extensions.policyMappings !== undefined,
  },
  {
    row: "An OCSP answer about a certificate that spells its issuer's name otherwise than the issuer does",
    errors: ['ocsp 3'],
    applies: ({ path: [leaf, issuer] }) =>
      leaf !== undefined && issuer !== undefined && !sameOctets(leaf.issuer.der, issuer.subject.der),
  },
  {
    row: 'An internationalised mailbox (RFC 9598) that is, whole, the mailbox permitted',
    errors: [ERROR.permittedSubtree],
    applies: ({ path }) =>
      path.some(({ extensions }) =>
        extensions.nameConstraints?.permitted.some((base) => base.form === 'rfc822Name' && base.value.includes('@')),
      ) && path.some(({ extensions }) => extensions.subjectAltName?.some(({ form }) => form === 'otherName')),
  },
  {
    row: 'Any directory name, where the empty one is permitted',
    errors: [ERROR.permittedSubtree],
    applies: ({ path }) =>
      path.some(({ extensions }) =>
        extensions.nameConstraints?.permitted.some((base) => base.form === 'directoryName' && isEmptyName(base.value)),
      ),
  },
  {
    row: 'A certificate that a good list clears, where another list, malformed, of the future or under another name, could be read as revoking it',
    errors: [ERROR.revoked],
    applies: ({ case: { crls }, crls: readable }) =>
      readable.length < crls.length || readable.some((crl) => crl.thisUpdateAt > AT || !crlIndex(crl).ok),
  },
  {
    row: 'An OCSP answer that speaks of certificates of several issuers',
    errors: ['ocsp 3'],
    applies: ({ answers }) =>
      answers.some(({ answers: [first, ...others] }) =>
        others.some(
          ({ certId }) => first !== undefined && !sameOctets(certId.issuerKeyHash, first.certId.issuerKeyHash),
        ),
      ),
  },
  {
    row: 'An OCSP response with several answers about the certificate, where the first is not current and another is',
    errors: ['ocsp 3', 'ocsp 5', 'ocsp 6'],
    applies: ({ answers }) => answers.some((response) => response.answers.length > 1),
  },
  {
    row: 'A list with an entry whose reason code is marked critical',
    errors: [ERROR.unhandledCrlExtension],
    applies: ({ crls }) =>
      crls.some(({ revokedCertificates }) => Buffer.from(revokedCertificates).includes(CRITICAL_REASON_CODE)),
  },
]

/** id-ce-cRLReasons, critical TRUE. */
const CRITICAL_REASON_CODE = Buffer.from('0603551d150101ff', 'hex')

/** @returns the row that gives the reason; undefined: there is none. */
export function reasonFor(difference: Difference): string | undefined {
  const { ours, openssl } = difference
  if (ours.verdict === 'invalid') return undefined
  const anchor = ours.path.anchor.certificate
  const path = [...ours.path.certificates, ...(anchor === undefined ? [] : [anchor])]
  const crls = readable(difference.case.crls, parseCrl)
  const answers = readable(difference.case.ocsps, parseOcspResponse)
  const error = openssl.error === 0 ? (`ocsp ${openssl.ocsp}` as const) : openssl.error
  return KNOWN_DIFFERENCES.find(
    ({ errors, applies }) => errors.includes(error) && applies({ ...difference, ours, path, crls, answers }),
  )?.row
}

function readable<Value>(ders: readonly Uint8Array[], parse: (der: Uint8Array) => Outcome<Value>): Value[] {
  return ders.flatMap((der) => {
    const parsed = parse(der)
    return parsed.ok ? [parsed.value] : []
  })
}
