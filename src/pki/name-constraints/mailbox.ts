import { hostMatches } from './host-name.ts'

/**
 * RFC 5280 §4.2.1.10, rfc822Name: the constraint is one mailbox, all those of a host, or (`.domain`) of all hosts below.
 * The local part is compared exactly, but without regard to case where the constraint excludes.
 */
export function mailboxWithin(mailbox: string, base: string, side: 'permitted' | 'excluded'): boolean | undefined {
  const [local, host, ...more] = mailbox.split('@')
  if (!local || host === undefined || more.length > 0) return undefined
  if (!base.includes('@')) return hostMatches(host, base)
  const [baseLocal, baseHost, ...baseMore] = base.split('@')
  if (!baseLocal || !baseHost || baseHost.startsWith('.') || baseMore.length > 0) return undefined
  const hosts = hostMatches(host, baseHost)
  const fold = (text: string) => (side === 'excluded' ? text.toLowerCase() : text)
  return hosts && fold(local) === fold(baseLocal)
}
