/** Where a certificate says that its status is published. LDAP is left alone: a card's issuer always has http as well. */
import type { Certificate } from '../certificate.ts'
import type { DistributionPoint } from '../extensions/distribution-points.ts'
import { AccessMethod } from '../extensions/information-access.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Crl } from './crl.ts'

/** RFC 5280 §4.2.1.13 and §4.2.1.15: complete lists and, where the issuer has them, deltas. */
export function listUrls({ extensions }: Certificate): string[] {
  return pointUrls([...(extensions.crlDistributionPoints ?? []), ...(extensions.freshestCrl ?? [])])
}

/** RFC 5280 §5.2.6: where a complete list says that its deltas are. */
export const deltaUrls = ({ extensions }: Crl): string[] => pointUrls(extensions.freshestCrl ?? [])

/** RFC 5280 §4.2.2.1. */
export function responderUrls({ extensions }: Certificate): string[] {
  const responders = extensions.authorityInfoAccess?.filter(({ method }) => method === AccessMethod.ocsp) ?? []
  return httpUrls(responders.map(({ location }) => location))
}

function pointUrls(points: readonly DistributionPoint[]): string[] {
  return httpUrls(points.flatMap(({ name }) => (name !== undefined && 'fullName' in name ? name.fullName : [])))
}

function httpUrls(names: readonly GeneralName[]): string[] {
  const urls = names.flatMap((name) => (name.form === 'uniformResourceIdentifier' ? [name.value] : []))
  return [...new Set(urls.filter((url) => /^https?:\/\//i.test(url)))]
}
