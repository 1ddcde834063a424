import { hostMatches } from './host-name.ts'

/** Scheme, then an authority of a host and perhaps a port; user information is how hosts get hidden. */
const HOST_OF_URI = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@\\[\]:%]+)(?::[0-9]*)?(?:[/?#]|$)/i
const IPV4 = /^[0-9.]+$/

/** RFC 5280 §4.2.1.10, URI: the constraint is on the host, which must be there as a name, not as an address. */
export function uriWithin(uri: string, base: string): boolean | undefined {
  const host = HOST_OF_URI.exec(uri)?.[1]
  return host === undefined || IPV4.test(host) ? undefined : hostMatches(host, base)
}
