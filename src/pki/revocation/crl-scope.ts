/** Whether a list speaks of a certificate at all, and of which reasons: RFC 5280 §6.3.3 steps (b), (d) and (e). */
import type { Certificate } from '../certificate.ts'
import { toHexadecimal } from '../der/octets.ts'
import type { DistributionPoint, DistributionPointName } from '../extensions/distribution-points.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Name } from '../name/name.ts'
import { nameKey, sameName } from '../name/name-comparison.ts'
import type { Crl } from './crl.ts'

/** ReasonFlags keyCompromise (bit 1) to aACompromise (bit 8); bit 0 is unused. */
export const ALL_REASONS = 0b1_1111_1110

/**
 * Where the status of a certificate may be published: what it says itself, then its issuer's own list, which needs no
 * distribution point (RFC 5280 §6.3.3, the last paragraph but one).
 */
export function distributionPointsOf(certificate: Certificate): readonly DistributionPoint[] {
  const issuersOwn: DistributionPoint = {
    name: { fullName: [{ form: 'directoryName', value: certificate.issuer }] },
    reasons: undefined,
    crlIssuer: undefined,
  }
  return [...(certificate.extensions.crlDistributionPoints ?? []), issuersOwn]
}

/** @returns the reasons, as a mask, for which `crl` tells the status of `certificate` at `point`; 0 when it does not. */
export function reasonsInScope(crl: Crl, point: DistributionPoint, certificate: Certificate): number {
  const { issuingDistributionPoint: scope } = crl.extensions
  if (!isFromRightIssuer(crl, point, certificate)) return 0
  if (scope === undefined) return (point.reasons ?? ALL_REASONS) & ALL_REASONS
  if (scope.name !== undefined && !isSamePoint(scope.name, crl, point, certificate)) return 0
  if (scope.onlyContains !== undefined && scope.onlyContains !== kindOf(certificate)) return 0
  return (scope.onlySomeReasons ?? ALL_REASONS) & (point.reasons ?? ALL_REASONS) & ALL_REASONS
}

/** (b)(1): the certificate issuer itself, or the one the certificate names, who then signs an indirect list. */
function isFromRightIssuer(crl: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  if (point.crlIssuer === undefined) return sameName(crl.issuer, certificate.issuer)
  const named = point.crlIssuer.some((name) => name.form === 'directoryName' && sameName(name.value, crl.issuer))
  return named && crl.extensions.issuingDistributionPoint?.indirectCrl === true
}

/** (b)(2)(i): one name in common, the point's own ones or, where it has none, those of its CRL issuer. */
function isSamePoint(
  scopeName: DistributionPointName,
  crl: Crl,
  point: DistributionPoint,
  certificate: Certificate,
): boolean {
  const published = keysOf(scopeName, crl.issuer)
  const wanted =
    point.name === undefined
      ? (point.crlIssuer ?? []).map(generalNameKey)
      : keysOf(point.name, point.crlIssuer === undefined ? certificate.issuer : crl.issuer)
  return wanted.some((key) => published.includes(key))
}

/** A relative name continues the name of the CRL issuer (RFC 5280 §4.2.1.13). */
function keysOf(name: DistributionPointName, crlIssuer: Name): string[] {
  if ('fullName' in name) return name.fullName.map(generalNameKey)
  const relativeNames = [...crlIssuer.relativeNames, name.nameRelativeToCrlIssuer]
  return [`directoryName ${nameKey({ der: new Uint8Array(), relativeNames, comparison: undefined })}`]
}

/** A text that two general names share exactly when they are the same name. */
function generalNameKey(name: GeneralName): string {
  if (name.form === 'directoryName') return `directoryName ${nameKey(name.value)}`
  const type = name.form === 'otherName' ? name.typeId : ''
  return `${name.form} ${type} ${typeof name.value === 'string' ? name.value : toHexadecimal(name.value)}`
}

/** (b)(2)(ii) and (iii): decided by basicConstraints. */
const kindOf = (certificate: Certificate): 'caCerts' | 'userCerts' =>
  certificate.extensions.basicConstraints?.ca === true ? 'caCerts' : 'userCerts'
