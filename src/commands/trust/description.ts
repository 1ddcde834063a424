/** The description of an authority as its file holds it. card-holder/trusted-authority.ts says whether it is right. */
import { createHash } from 'node:crypto'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { attributeTexts } from '../../pki/name/name.ts'
import { nameToText } from '../../pki/name/name-to-text.ts'
import type { OptionValue } from '../command.ts'

export interface RuleDescription {
  readonly policies: readonly string[]
  readonly profiles: readonly string[]
  readonly level: string
}

export interface AuthorityDescription {
  readonly label: string
  readonly certificate: string
  readonly sha256: string
  readonly origin: 'manual' | 'trusted-list'
  readonly sirenOwner: string
  readonly acceptedFrom: string
  readonly acceptedUntil?: string
  readonly rules: readonly RuleDescription[]
  readonly revocation?: { readonly hosts: readonly string[] }
}

export const policyOptionUnreadable = defineFailure<{ given: string }>(
  'trust.policy-option-unreadable',
  'invalid-input',
  'A policy is accepted for profiles at a level, written as OID[+OID]=profile[,profile]:hardware|software|by-qc-sscd.',
  ({ given }) => `Not as in ${given}.`,
)

const POLICY_OPTION = /^([0-9.+]+)=([a-z,-]+):(hardware|software|by-qc-sscd)$/

/** `1.2.250.1.105.23.411.2.2.2.1.0+0.4.0.194112.1.2=expert,co-expert:hardware` */
export function readPolicyOptions(given: readonly string[]): Outcome<RuleDescription[]> {
  const rules: RuleDescription[] = []
  for (const option of given) {
    const [, policies = '', profiles = '', level = ''] = POLICY_OPTION.exec(option) ?? []
    if (level === '') return fail(policyOptionUnreadable({ given: option }))
    rules.push({ policies: policies.split('+'), profiles: profiles.split(','), level })
  }
  return succeed(rules)
}

/** @param option `--revocation-host`, as often as it was given. */
export const hostsOf = (option: OptionValue): Pick<AuthorityDescription, 'revocation'> =>
  Array.isArray(option) ? { revocation: { hosts: option } } : {}

export const pinOf = (certificate: Certificate): Pick<AuthorityDescription, 'certificate' | 'sha256'> => ({
  certificate: pemOf(certificate.der),
  sha256: sha256Of(certificate.der),
})

export const sha256Of = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex')

const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

const COMMON_NAME = '2.5.4.3'

export const labelOf = ({ subject }: Certificate): string =>
  (attributeTexts(subject, COMMON_NAME)[0] ?? nameToText(subject)).trim().slice(0, 200)
