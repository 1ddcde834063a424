/** One authority whose cards are accepted: pinned by the hash of its certificate, with everything the operator decided. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type Certificate, parseCertificate } from '../pki/certificate.ts'
import { type AcceptancePolicy, CARD_PROFILES } from './acceptance.ts'
import { KNOWN_POLICIES } from './known-policies.ts'
import type { SirenOwner } from './review.ts'

/** What becomes of a login while revocation cannot be told; undefined: as the settings say. */
export type RevocationLeniency = 'deny' | { readonly allowWithin: { readonly seconds: number } }

export interface TrustedAuthority extends AcceptancePolicy {
  readonly certificate: Certificate
  /** Lower-case hexadecimal SHA-256 of the certificate: the pin. */
  readonly sha256: string
  readonly origin: 'manual' | 'trusted-list'
  readonly sirenOwner: SirenOwner
  readonly revocation: {
    readonly unavailable: RevocationLeniency | undefined
    readonly expired: RevocationLeniency | undefined
    readonly hosts: readonly string[]
  }
  /** The JSON that all this was read from. */
  readonly description: unknown
}

export const authorityUnreadable = defineFailure<{ mistakes: readonly string[] }>(
  'trust.authority-unreadable',
  'invalid-input',
  'The description of a trusted authority is not right.',
  ({ mistakes }) => mistakes.join('; '),
)

const policyIdentifier = z
  .string()
  .regex(/^[0-2](\.(0|[1-9]\d*))+$/, 'must be an object identifier, such as 0.4.0.194112.1.2')
  .refine((identifier) => identifier !== '2.5.29.32.0', 'anyPolicy accepts everything: name the policies')

const rule = z
  .strictObject({
    policies: z.array(policyIdentifier).min(1),
    profiles: z.array(z.enum(CARD_PROFILES)).min(1),
    level: z.enum(['hardware', 'software', 'by-qc-sscd']),
  })
  .superRefine(({ policies, level }, context) => {
    const promised = policies.filter((identifier) => KNOWN_POLICIES[identifier]?.key === 'in-software')
    if (level !== 'hardware' || promised.length === 0) return
    context.addIssue({ code: 'custom', message: `"hardware" is granted to software policies: ${promised.join(', ')}` })
  })

const leniency = z.union([
  z.literal('deny'),
  z.strictObject({ allowWithin: z.strictObject({ seconds: z.int().positive() }) }),
])

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const description = z.strictObject({
  label: z.string().trim().min(1).max(200),
  /** PEM. */
  certificate: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
  origin: z.enum(['manual', 'trusted-list']),
  sirenOwner: z.enum(['holder', 'employer']),
  acceptedFrom: instant,
  acceptedUntil: instant.optional(),
  rules: z.array(rule).min(1),
  revocation: z
    .strictObject({
      unavailable: leniency.optional(),
      expired: leniency.optional(),
      /** Servers of its lists and answers: `host`, or `host:port` where the port is unusual. Nothing else is asked. */
      hosts: z.array(z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$/, 'must be a host name')).optional(),
    })
    .optional(),
})

/**
 * @param value a parsed JSON file of the trust folder.
 * @returns trust.authority-unreadable with every mistake, also when certificate and pin differ or it is no authority.
 */
export function readTrustedAuthority(value: unknown): Outcome<TrustedAuthority> {
  const read = description.safeParse(value)
  if (!read.success) return fail(authorityUnreadable({ mistakes: read.error.issues.map(sentence) }))
  const { certificate: pem, sha256, acceptedFrom, acceptedUntil, revocation, ...decided } = read.data
  const der = derOfPem(pem)
  if (der === undefined) return refuse('certificate: must be one certificate in PEM')
  if (createHash('sha256').update(der).digest('hex') !== sha256) return refuse('sha256: is not that of the certificate')
  const parsed = parseCertificate(der)
  if (!parsed.ok) return refuse(`certificate: ${parsed.failure.explanation}`)
  if (parsed.value.extensions.basicConstraints?.ca !== true) return refuse('certificate: is not that of an authority')

  return succeed({
    ...decided,
    description: value,
    certificate: parsed.value,
    sha256,
    acceptedFromAt: acceptedFrom,
    acceptedUntilAt: acceptedUntil,
    revocation: {
      unavailable: revocation?.unavailable,
      expired: revocation?.expired,
      hosts: revocation?.hosts ?? [],
    },
  })
}

const refuse = (mistake: string) => fail(authorityUnreadable({ mistakes: [mistake] }))

const sentence = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.') || 'description'}: ${message}`

/** One block, nothing around it. */
function derOfPem(pem: string): Uint8Array | undefined {
  const [, body] = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(pem) ?? []
  return body === undefined ? undefined : Buffer.from(body, 'base64')
}
