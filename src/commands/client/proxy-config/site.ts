/** One application behind one proxy: all that a configuration is made from. */
export interface ProxySite {
  readonly id: string
  /** `host[:port]` of the application, as browsers write it. */
  readonly host: string
  /** Where the application itself listens: `http://127.0.0.1:3000`. */
  readonly upstream: string
  /** `https://host[:port]` of Parvis. */
  readonly portal: string
  /** PEM of the authorities that the TLS certificate of Parvis is verified with. */
  readonly authorities: string
  /** PEM of the application's own TLS: certificate with its intermediates, and key. */
  readonly certificate: string
  readonly key: string
  /** The proxy proves itself with a secret, which Parvis keeps only a hash of. */
  readonly hasSecret: boolean
  readonly plainHeaders: boolean
}

export interface ConfigurationFile {
  readonly name: string
  readonly text: string
}

export type ConfigurationMaker = (site: ProxySite) => readonly ConfigurationFile[]

/** To be replaced by whoever has the secret. */
export const SECRET_PLACE = 'THE-SECRET-OF-THIS-APPLICATION'

export const nameOf = (host: string): string => host.replace(/:\d+$/, '')
export const portOf = (host: string): string => /:(\d+)$/.exec(host)?.[1] ?? '443'

const PLAIN_HEADERS = ['ParvisSubject', 'ParvisProfile', 'ParvisAcr', 'ParvisEmail', 'ParvisName'] as const

/** What the application is told. */
export const toldHeaders = ({ plainHeaders }: ProxySite): readonly string[] =>
  plainHeaders ? ['ParvisAssertion', ...PLAIN_HEADERS] : ['ParvisAssertion']

/** What nobody but Parvis may say to the application. */
export const RESERVED_HEADERS: readonly string[] = ['ParvisAssertion', ...PLAIN_HEADERS]

/** What Parvis reads of the browser's own request. */
export const ASKED_HEADERS: readonly string[] = ['Cookie', 'Accept', 'Sec-Fetch-Mode', 'Sec-Fetch-Dest']
/** Besides, where the proxy hands requests on to Parvis. */
export const HANDED_ON_HEADERS: readonly string[] = [...ASKED_HEADERS, 'Sec-Fetch-Site', 'Origin']
