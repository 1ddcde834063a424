const LONGEST_HOST_NAME = 253
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?'
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'i')

export const isHostName = (text: string): boolean => text.length <= LONGEST_HOST_NAME && HOST_NAME.test(text)

/** RFC 5280 §4.2.1.10, dNSName: the constraint with any labels added on its left. The empty one holds every name. */
export function hostNameWithin(name: string, base: string): boolean | undefined {
  const plain = name.startsWith('*.') ? name.slice(2) : name
  if (!isHostName(plain) || !(base === '' || isHostName(base))) return undefined
  return base === '' || sameOrUnder(name.toLowerCase(), base.toLowerCase())
}

/** A wildcard stands for one label, so it also reaches an excluded name that lies one label below it. */
export function wildcardCovers(name: string, base: string): boolean {
  if (!name.startsWith('*.')) return false
  return base.slice(base.indexOf('.')).toLowerCase() === name.slice(1).toLowerCase()
}

export const sameOrUnder = (name: string, base: string): boolean => name === base || name.endsWith(`.${base}`)

/** The host rule of mailboxes and URIs: `.domain` means any host below the domain, `host` that host alone. */
export function hostMatches(host: string, base: string): boolean | undefined {
  if (!isHostName(host) || !isHostName(base.startsWith('.') ? base.slice(1) : base)) return undefined
  const [lowerHost, lowerBase] = [host.toLowerCase(), base.toLowerCase()]
  return lowerBase.startsWith('.') ? lowerHost.endsWith(lowerBase) : lowerHost === lowerBase
}
