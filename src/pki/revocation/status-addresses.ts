/** Where a certificate says that its status is published. LDAP is left alone: a card's issuer always has http as well. */
import type { Certificate } from '../certificate.ts'
import type { DistributionPoint } from '../extensions/distribution-points.ts'
import { AccessMethod } from '../extensions/information-access.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Crl } from './crl.ts'

/**
 * Complete lists and, where the issuer has them, deltas (RFC 5280 §4.2.1.13, §4.2.1.15), by distribution point.
 * @returns for each point the addresses of one and the same list: one of them is enough.
 */
export const listUrls = ({ extensions }: Certificate): string[][] =>
  pointUrls([...(extensions.crlDistributionPoints ?? []), ...(extensions.freshestCrl ?? [])])

/** RFC 5280 §5.2.6: where a complete list says that its deltas are. */
export const deltaUrls = ({ extensions }: Crl): string[][] => pointUrls(extensions.freshestCrl ?? [])

/** RFC 5280 §4.2.2.1. */
export function responderUrls({ extensions }: Certificate): string[] {
  const responders = extensions.authorityInfoAccess?.filter(({ method }) => method === AccessMethod.ocsp) ?? []
  return httpUrls(responders.map(({ location }) => location))
}

const pointUrls = (points: readonly DistributionPoint[]): string[][] =>
  points.map(({ name }) => (name !== undefined && 'fullName' in name ? httpUrls(name.fullName) : []))

function httpUrls(names: readonly GeneralName[]): string[] {
  const urls = names.flatMap((name) => (name.form === 'uniformResourceIdentifier' ? [name.value] : []))
  return [...new Set(urls.filter((url) => /^https?:\/\//i.test(url)))]
}
