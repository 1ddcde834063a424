/**
 * Proxy mode: a proxy in front asks the browser for the certificate and hands it over in a header. Read strictly, in the
 * one form that the operator named: whatever could be somebody else's header that slipped through (twice, under another
 * spelling, in another proxy's form) refuses the request. What the certificate is worth is judged as if TLS had brought it.
 */
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { PresentedCertificate } from '../../sign-in/methods/smart-card/card-examination.ts'

export const certificateHeaderRefused = defineFailure<{ header: string; problem: string }>(
  'http.certificate-header-refused',
  'invalid-input',
  'The header in which a proxy hands a client certificate over cannot be taken for what the proxy wrote.',
  ({ header, problem }) => `${header}: ${problem}.`,
)

export type ProxyMode = 'rfc9440' | 'nginx' | 'haproxy' | 'apache' | 'traefik'

/** What a browser sends along with its certificate is seldom more than two. */
const MOST_CANDIDATES = 8
const LONGEST_VALUE = 48 * 1024

/** A form: the headers that are its own, and how their values are read. Undefined is unreadable; null says no certificate. */
interface Form {
  readonly leaf: string
  readonly chain?: string
  readonly readLeaf: (value: string) => readonly Uint8Array[] | null | undefined
  readonly readChain?: (value: string) => readonly Uint8Array[] | undefined
}

const FORMS: Readonly<Record<ProxyMode, Form>> = {
  /** RFC 9440 §2: a byte sequence, and a list of them (RFC 8941 §3.3.5). */
  rfc9440: {
    leaf: 'client-cert',
    chain: 'client-cert-chain',
    readLeaf: (value) => one(byteSequence(value)),
    readChain: (value) => every(value.split(/, */), byteSequence),
  },
  /** `$ssl_client_escaped_cert`: PEM, percent-encoded. */
  nginx: { leaf: 'x-ssl-client-cert', readLeaf: (value) => one(pem(percentDecoded(value))) },
  /** `%[ssl_c_der,base64]`. */
  haproxy: { leaf: 'x-ssl-client-cert', readLeaf: (value) => one(base64(value)) },
  /** `%{SSL_CLIENT_CERT}s`: PEM with its line ends as spaces; `(null)` without a certificate. */
  apache: { leaf: 'x-ssl-client-cert', readLeaf: (value) => (value === '(null)' ? null : one(pem(onOneLine(value)))) },
  /** `passTLSClientCert`: what stands between the lines of PEM; the certificate, then its chain. */
  traefik: { leaf: 'x-forwarded-tls-client-cert', readLeaf: (value) => every(value.split(','), base64) },
}

const FAMILY: ReadonlySet<string> = new Set(
  Object.values(FORMS).flatMap(({ leaf, chain }) => (chain === undefined ? [leaf] : [leaf, chain])),
)

/**
 * @param rawHeaders names and values in turn, as they came: repeated ones are not joined yet.
 * @returns undefined when the proxy says that the browser presented no certificate.
 */
export function readClientCertificate(
  mode: ProxyMode,
  rawHeaders: readonly string[],
): Outcome<PresentedCertificate | undefined> {
  const form = FORMS[mode]
  const found = familyOf(rawHeaders)
  if (!found.ok) return found
  const { [form.leaf]: leaf, [form.chain ?? '']: chain, ...foreign } = found.value
  const [stranger] = Object.keys(foreign)
  if (stranger !== undefined) return refuse(stranger, 'is not a header of the form in use')
  if (leaf === undefined) return chain === undefined ? succeed(undefined) : refuse(form.leaf, 'is missing')

  const read = form.readLeaf(leaf)
  if (read === null) return succeed(undefined)
  if (read === undefined) return refuse(form.leaf, 'is malformed')
  const [certificate, ...more] = read
  const sent = chain === undefined ? [] : form.readChain?.(chain)
  if (certificate === undefined || sent === undefined) return refuse(form.chain ?? form.leaf, 'is malformed')
  const candidates = [...more, ...sent]
  if (candidates.length > MOST_CANDIDATES) return refuse(form.chain ?? form.leaf, 'has too many certificates')
  return succeed({ leaf: certificate, candidates })
}

/** The headers of every form, each at most once. */
function familyOf(rawHeaders: readonly string[]): Outcome<Record<string, string>> {
  const found: Record<string, string> = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    // Servers that make variables of headers take `X_Foo` and `X.Foo` for `X-Foo`.
    const meant = name.replace(/[_.]/g, '-')
    if (!FAMILY.has(meant)) continue
    if (name !== meant) return refuse(meant, 'came under another spelling')
    if (found[name] !== undefined) return refuse(name, 'came twice')
    const value = rawHeaders[index + 1] ?? ''
    if (value.length > LONGEST_VALUE) return refuse(name, 'is too long')
    found[name] = value
  }
  return succeed(found)
}

const refuse = (header: string, problem: string): { readonly ok: false; readonly failure: Failure } =>
  fail(certificateHeaderRefused({ header, problem }))

const one = (bytes: Uint8Array | undefined): readonly Uint8Array[] | undefined => bytes && [bytes]

function every(
  values: readonly string[],
  read: (value: string) => Uint8Array | undefined,
): readonly Uint8Array[] | undefined {
  const all = values.map(read)
  return all.every((bytes) => bytes !== undefined) ? all : undefined
}

const byteSequence = (value: string): Uint8Array | undefined => base64(/^:([^:]*):$/.exec(value)?.[1] ?? '')

/** Canonical base64 (RFC 4648 §3.5, §4): one spelling for one certificate. */
function base64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined
}

const PEM = /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]+)\n-----END CERTIFICATE-----\n$/

/** One certificate (RFC 7468 §5), as OpenSSL writes it. */
const pem = (text: string): Uint8Array | undefined => base64((PEM.exec(text)?.[1] ?? '').replaceAll('\n', ''))

/** The spaces of the two lines around it are their own. */
const onOneLine = (text: string): string =>
  /\n/.test(text) ? '' : `${text.replaceAll(' ', '\n').replaceAll('\nCERTIFICATE', ' CERTIFICATE')}\n`

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
