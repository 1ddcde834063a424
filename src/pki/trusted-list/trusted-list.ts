/**
 * A national trusted list (ETSI TS 119 612): which services a member state supervises. Believed when one of the pinned
 * signers signed it as a whole, and while it is current; it decides nothing by itself.
 */
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Certificate } from '../certificate.ts'
import { servicesOf, type TrustService, TSL } from './trust-service.ts'
import { onlyChild, textOf, type XmlElement } from './xml-element.ts'
import { xmlInstant } from './xml-instant.ts'
import { readXml } from './xml-reader.ts'
import { verifyEnveloped } from './xml-signature.ts'

export interface TrustedList {
  /** `FR`. */
  readonly territory: string
  readonly sequenceNumber: number
  readonly issuedAt: number
  readonly nextUpdateAt: number
  readonly signer: Certificate
  readonly services: readonly TrustService[]
}

export const notATrustedList = defineFailure<{ reason: string }>(
  'trusted-list.unreadable',
  'invalid-input',
  'The document is signed, but is not a trusted list of ETSI TS 119 612.',
  ({ reason }) => `Found: ${reason}.`,
)

export const trustedListNotCurrent = defineFailure<{ reason: string }>(
  'trusted-list.not-current',
  'unavailable',
  'The trusted list is not current: nothing is proposed from it.',
  ({ reason }) => `${reason}.`,
)

export const signerNotCurrent = defineFailure(
  'trusted-list.signer-not-current',
  'unauthenticated',
  'The certificate of the pinned signer was not valid when the trusted list was signed, or is not now.',
)

/** @param signers pinned by the operator, from the European list of lists. */
export function readTrustedList(bytes: Uint8Array, signers: readonly Certificate[], at: number): Outcome<TrustedList> {
  const document = readXml(bytes)
  if (!document.ok) return document
  const signed = verifyEnveloped(document.value, signers)
  if (!signed.ok) return signed
  const { octets, signer, signedAt } = signed.value
  if (!isValid(signer, signedAt) || !isValid(signer, at)) return fail(signerNotCurrent({}))
  // From here on only what was signed is read.
  const root = readXml(octets)
  if (!root.ok) return root
  const list = describe(root.value)
  if (typeof list === 'string') return fail(notATrustedList({ reason: list }))
  if (list.issuedAt > at) return fail(trustedListNotCurrent({ reason: `It was issued on ${toText(list.issuedAt)}` }))
  if (list.nextUpdateAt < at)
    return fail(trustedListNotCurrent({ reason: `The next was due on ${toText(list.nextUpdateAt)}` }))
  return succeed({ ...list, signer, services: servicesOf(root.value) })
}

const isValid = ({ notBeforeAt, notAfterAt }: Certificate, at: number): boolean =>
  notBeforeAt <= at && at < notAfterAt + 1000

const VERSIONS = ['5', '6']

/** TS 119 612 §5.3. @returns what is wrong, when something is. */
function describe(root: XmlElement): Omit<TrustedList, 'signer' | 'services'> | string {
  if (root.namespace !== TSL || root.localName !== 'TrustServiceStatusList')
    return `a root named ${root.name.slice(0, 100)}`
  const scheme = onlyChild(root, TSL, 'SchemeInformation')
  if (scheme === undefined) return 'no scheme information'
  const field = (...path: string[]) => textOf(onlyChild(scheme, TSL, ...path))
  if (!VERSIONS.includes(field('TSLVersionIdentifier') ?? '')) return 'a version other than 5 and 6'
  const territory = field('SchemeTerritory')
  const sequenceNumber = Number(field('TSLSequenceNumber'))
  const issuedAt = xmlInstant(field('ListIssueDateTime'))
  const nextUpdateAt = xmlInstant(field('NextUpdate', 'dateTime'))
  if (territory === undefined || !Number.isInteger(sequenceNumber)) return 'no territory or no sequence number'
  // A list without a next update is closed (§5.3.15).
  if (issuedAt === undefined || nextUpdateAt === undefined) return 'no date of issue or of the next update'
  return { territory, sequenceNumber, issuedAt, nextUpdateAt }
}

const toText = (at: number): string => new Date(at).toISOString().slice(0, 10)
