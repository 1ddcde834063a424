/** One way to a mail server, read from its URL. */

export interface SmtpRoute {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte (RFC 8314), `starttls` or nothing is sent, or knowingly `none`. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly credentials: { readonly user: string; readonly password: string } | undefined
}

/**
 * `smtps://user:password@host:465`, `smtp://host:587` (STARTTLS required) or `smtp://host?ignoreTLS=true`. A server of
 * this machine needs no TLS unless `?requireTLS=true` asks for it.
 * @throws when it is not such a URL; the message does not repeat it, for it may hold a password.
 */
export function smtpRoute(text: string): SmtpRoute {
  const url = URL.parse(text)
  if ((url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') || url.hostname === '') {
    throw new Error('a mail server is written smtp://host:port or smtps://host:port')
  }
  const security = securityOf(url)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? defaultPorts[security] : Number(url.port),
    security,
    credentials:
      url.username === ''
        ? undefined
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
  }
}

/** RFC 8314 §7.3, RFC 6409 §3.1, RFC 5321 §4.5.4.2. */
const defaultPorts: Record<SmtpRoute['security'], number> = { tls: 465, starttls: 587, none: 25 }

function securityOf({ protocol, hostname, searchParams }: URL): SmtpRoute['security'] {
  if (protocol === 'smtps:') return 'tls'
  if (searchParams.get('requireTLS') === 'true') return 'starttls'
  if (searchParams.get('ignoreTLS') === 'true') return 'none'
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) ? 'none' : 'starttls'
}
