/** The object identifiers that the test certificates use, by the name of their standard. */

export const ATTRIBUTE = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  GN: '2.5.4.42',
  serialNumber: '2.5.4.5',
  title: '2.5.4.12',
  organizationIdentifier: '2.5.4.97',
} as const

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  cRLNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  cRLDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
} as const

export const PURPOSE = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  smartCardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const

/**
 * Policies as the real authorities number them, so that a policy written for the demo reads like one for production.
 * The ministry's authentication policies are not published: theirs stand under 2.999, the arc ITU-T keeps for examples.
 */
export const POLICY = {
  eidIssuingAuthority: '1.2.250.1.105.22.1.1.0',
  eidSoftwareSignature: '1.2.250.1.105.23.411.2.1.1.1.0',
  eidSoftware: '1.2.250.1.105.23.411.2.1.2.1.0',
  eidHardwareSignature: '1.2.250.1.105.23.411.2.2.1.1.0',
  eidHardware: '1.2.250.1.105.23.411.2.2.2.1.0',
  ministryAuthentication: '2.999.120.4.1',
  qualifiedPerson: '0.4.0.194112.1.0',
  qualifiedPersonOnDevice: '0.4.0.194112.1.2',
  normalisedPlus: '0.4.0.2042.1.2',
} as const

/** ETSI EN 319 412-5. */
export const QC = {
  compliance: '0.4.0.1862.1.1',
  retentionPeriod: '0.4.0.1862.1.3',
  sscd: '0.4.0.1862.1.4',
  pds: '0.4.0.1862.1.5',
  type: '0.4.0.1862.1.6',
  typeSignature: '0.4.0.1862.1.6.1',
} as const
