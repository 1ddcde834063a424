/** Revocation, live. */
import type { Logger } from 'pino'
import { createGuardedFetch } from '../adapters/guarded-fetch.ts'
import type { TrustStore } from '../card-holder/trust-store.ts'
import { checkAgainst } from '../pki/revocation/checker.ts'
import type { Clock } from '../ports/clock.ts'
import type { Settings } from '../settings/schema.ts'
import type { RevocationSource } from '../sign-in/methods/smart-card/examine-card.ts'

export function openRevocation(
  settings: Settings,
  _parts: { readonly trust: TrustStore; readonly clock: Clock; readonly logger: Logger },
): { readonly source: RevocationSource; start(): void; stop(): Promise<void> } {
  const authority = `127.0.0.1:${settings.demo.authorityPort}`
  const lists = new RegExp(`http://${authority.replaceAll('.', '\\.')}/reference/[a-z-]+\\.crl`, 'g')
  const fetch = createGuardedFetch({
    allowedHosts: [authority],
    allowedPrivateAddresses: ['127.0.0.1'],
    timeoutMilliseconds: 3000,
    maximumBytes: 10_000_000,
  })
  return {
    source: async (path) => {
      const crls: Uint8Array[] = []
      for (const certificate of path) {
        const text = Buffer.from(certificate.der).toString('latin1')
        for (const [url] of text.matchAll(lists)) {
          const got = await fetch({ url })
          if (got.ok) crls.push(got.value.body)
        }
      }
      return checkAgainst({ crls, ocsps: [] }, 'required')
    },
    start: () => {},
    stop: async () => {},
  }
}
