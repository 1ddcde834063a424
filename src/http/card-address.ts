/**
 * The one-time addresses of the card origin. Browsers remember the choice of a certificate, or of none, per host name for
 * as long as they run: with a name of its own for each login, another card or a new try at the PIN needs no restart.
 */
export interface CardAddress {
  of(label: string): string
  /** @returns the label of an address that a browser came to, or undefined. */
  labelOf(host: string, path: string | undefined): string | undefined
  /** For the Content-Security-Policy: where the form of the portal may lead. */
  readonly formTargets: readonly string[]
}

const LABEL = /^[0-9a-f]{32}$/

/** @param wildcard whether every name under the card origin leads here. */
export function createCardAddress(cardOrigin: string, wildcard: boolean): CardAddress {
  const { protocol, hostname, host, port } = new URL(cardOrigin)
  if (!wildcard) {
    return {
      of: (label) => `${cardOrigin}/?demande=${label}`,
      labelOf: (asked, path) => {
        const label = new URL(path ?? '/', cardOrigin).searchParams.get('demande') ?? ''
        return asked.toLowerCase() === host && LABEL.test(label) ? label : undefined
      },
      formTargets: [cardOrigin],
    }
  }
  const suffix = `.${hostname}`
  const withPort = port === '' ? '' : `:${port}`
  return {
    of: (label) => `${protocol}//${label}.${host}/`,
    labelOf: (asked) => {
      const name = asked.toLowerCase().replace(/:\d+$/, '')
      const label = name.endsWith(suffix) ? name.slice(0, -suffix.length) : ''
      return LABEL.test(label) ? label : undefined
    },
    formTargets: [`${protocol}//*${suffix}${withPort}`],
  }
}
