/** The three doors: portal, card, management. All open, or none. */
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { createNetworkList } from '../adapters/network-list.ts'
import type { TrustStore } from '../card-holder/trust-store.ts'
import type { CardAddress } from '../http/card-address.ts'
import { createCardListener } from '../http/listeners/card-listener.ts'
import { createManagementListener } from '../http/listeners/management-listener.ts'
import { createPortalListener } from '../http/listeners/portal-listener.ts'
import { createPort, createTlsPort, type ListenerPort } from '../http/listeners/tls-port.ts'
import type { Clock } from '../ports/clock.ts'
import type { Settings } from '../settings/schema.ts'
import type { CardDesk } from '../sign-in/methods/smart-card/card-desk.ts'
import type { Engines } from './engines.ts'

interface Parts {
  readonly app: RequestListener
  readonly desk: CardDesk
  readonly address: CardAddress
  readonly trust: TrustStore
  readonly clock: Clock
  readonly engines: Engines
  readonly report: (error: unknown) => void
}

export function openListeners(settings: Settings, parts: Parts) {
  const { portal, card, management } = settings
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics, prefix: 'parvis_' })

  const portalServer = createPortalListener(parts.app, read(portal.tls.keyFile), read(portal.tls.certificateFile))
  const cardServer = createCardListener({
    key: read(card.tls.keyFile),
    certificate: read(card.tls.certificateFile),
    authorities: parts.trust.authorities.map(({ certificate }) => pemOf(certificate.der)),
    desk: parts.desk,
    address: parts.address,
    portalOrigin: portal.origin,
    clock: parts.clock,
    proxy:
      card.proxyMode === 'off'
        ? undefined
        : { mode: card.proxyMode, isTrusted: createNetworkList(settings.trustedProxies) },
    report: parts.report,
  })
  const isBalancer = createNetworkList(settings.balancers)
  const managementServer = createManagementListener(parts.engines.dependencies, metrics)
  const doors: readonly (readonly [string, ListenerPort])[] = [
    [
      `portal ${portal.host}:${portal.port}`,
      createTlsPort(portalServer, portal.host, portal.port, portal.origin, isBalancer),
    ],
    [`card ${card.host}:${card.port}`, createTlsPort(cardServer, card.host, card.port, portal.origin, isBalancer)],
    [
      `management ${management.host}:${management.port}`,
      createPort(
        () => managementServer,
        management.host,
        management.port,
        () => managementServer.closeIdleConnections(),
      ),
    ],
  ]
  return {
    async open() {
      for (const [name, door] of doors) {
        await door.listen().catch(async (cause: NodeJS.ErrnoException) => {
          await Promise.all(doors.map(([, opened]) => opened.close()))
          const why = cause.code === 'EADDRINUSE' ? 'the port is taken' : cause.message
          throw new Error(`cannot listen on ${name}: ${why}`, { cause })
        })
      }
    },
    close: () => Promise.all(doors.map(([, door]) => door.close())),
  }
}

const read = (path: string): string => readFileSync(path, 'utf8')

const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
