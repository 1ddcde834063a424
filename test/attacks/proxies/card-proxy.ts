/** Real proxies that do the mutual TLS in the place of the card listener, as docs/integration shows them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { freePort, type ServerProcess } from '../../support/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startApache, startHaproxy, startNginx } from './real-proxy.ts'

export type CardProxy = 'nginx' | 'haproxy' | 'apache' | 'haproxy-rfc9440'

export interface PortalBehind {
  readonly portal: PortalUnderTest
  readonly port: number
  stop(): Promise<void>
}

export async function startPortalBehind(proxy: CardProxy, cards: readonly string[]): Promise<PortalBehind> {
  const port = await freePort()
  const portal = await startPortal({
    cards,
    env: {
      PARVIS_CARD_PROXY_MODE: proxy === 'haproxy-rfc9440' ? 'rfc9440' : proxy,
      PARVIS_CARD_ORIGIN: `https://carte.localhost:${port}`,
      PARVIS_TRUSTED_PROXIES: '127.0.0.1, ::1',
    },
  })
  const running = await start(proxy, portal, port)
  return {
    portal,
    port,
    async stop() {
      await running.stop()
      await portal.stop()
    },
  }
}

function start(proxy: CardProxy, portal: PortalUnderTest, port: number): Promise<ServerProcess> {
  const folder = temporaryFolder()
  const { keyFile, certificateFile } = portal.settings.card.tls
  const together = join(folder, 'carte.pem')
  writeFileSync(together, readFileSync(certificateFile, 'utf8') + readFileSync(keyFile, 'utf8'))
  const authorities = join(folder, 'authorities.pem')
  writeFileSync(
    authorities,
    portal.pki
      .cards()
      .map(({ authority }) => readFileSync(portal.pki.authority(authority).certificatePath, 'utf8'))
      .join(''),
  )
  const [language = '', variant] = proxy.split('-')
  const shown = configurationOf(language)
    .replaceAll('carte.acces.example.fr', 'carte.localhost')
    .replaceAll('10.0.0.7:8444', `localhost:${portal.settings.card.port}`)
    .replaceAll('/etc/ssl/parvis/carte.pem', together)
    .replaceAll('/etc/ssl/parvis/carte.key', keyFile)
    .replaceAll('/etc/ssl/parvis/authorities.pem', authorities)
    .replaceAll('/etc/ssl/certs/ca-certificates.crt', portal.pki.caPath)
    .replace('listen 443 ', `listen ${port} `)
    .replace('bind :443 ', `bind :${port} `)
    .replace('*:443', `*:${port}`)
  switch (language) {
    case 'nginx':
      return startNginx(shown, folder)
    case 'haproxy': {
      const file = join(folder, 'haproxy.cfg')
      const line = /^.*set-header X-SSL-Client-Cert.*$/m
      writeFileSync(file, variant === undefined ? shown : shown.replace(line, configurationOf(proxy).trimEnd()))
      return startHaproxy(file, folder)
    }
    default:
      return startApache(['ssl', 'headers', 'proxy', 'proxy_http', 'socache_shmcb'], `Listen ${port}\n${shown}`, folder)
  }
}

/** The block of the page that operators copy. */
function configurationOf(language: string): string {
  const page = readFileSync('docs/integration/card-behind-a-proxy.md', 'utf8')
  const block = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'ms').exec(page)?.[1]
  if (block === undefined) throw new Error(`the page shows no configuration of ${language}`)
  return block
}
