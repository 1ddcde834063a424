/** Writes docs/integration/<proxy>.md from what `parvis client proxy-config` writes, so that they cannot disagree. */
import { PROXIES, type ProxyName } from './proxies.ts'
import type { ProxySite } from './site.ts'

const EXAMPLE: ProxySite = {
  id: 'dossiers',
  host: 'dossiers.example.fr',
  upstream: 'http://127.0.0.1:3000',
  portal: 'https://acces.example.fr',
  authorities: '/etc/ssl/certs/ca-certificates.crt',
  certificate: '/etc/ssl/parvis/dossiers.example.fr.pem',
  key: '/etc/ssl/parvis/dossiers.example.fr.key',
  hasSecret: false,
  plainHeaders: false,
}

interface Notes {
  readonly title: string
  readonly language: string
  /** How it is known to work. */
  readonly tried: string
  readonly notes: readonly string[]
}

const RUN =
  "The test suite runs this very output in Debian 12's package: login and return, forged, repeated, misspelt and hop-by-hop headers, folded paths, many people at once."
const SECRET_WELL =
  '`parvis client protect … --with-secret` lets the proxy prove itself with a secret, where its address changes.'

const NOTES: Readonly<Record<ProxyName, Notes>> = {
  nginx: {
    title: 'nginx',
    language: 'nginx',
    tried: RUN,
    notes: [
      'The file belongs inside `http { }`: `/etc/nginx/conf.d/dossiers.conf` on Debian.',
      "The module `auth_request` is part of Debian's package (`nginx -V` names `--with-http_auth_request_module`).",
      'Several applications in one nginx: keep one `upstream parvis` and one `server` for each.',
      SECRET_WELL,
    ],
  },
  haproxy: {
    title: 'HAProxy',
    language: 'haproxy',
    tried: RUN,
    notes: [
      'HAProxy 2.6 or later with Lua (`haproxy -vv` names it). `parvis.lua` lies where HAProxy is started, or give its full path.',
      "The Lua program asks through a frontend of HAProxy's own, so that connections to Parvis are kept and its certificate is verified.",
      SECRET_WELL,
    ],
  },
  traefik: {
    title: 'Traefik',
    language: 'yaml',
    tried:
      'No package of Traefik is at hand for the test suite. What is checked: the file is well-formed, every router names a middleware and a service that exist, and Parvis answers requests in the form that Traefik documents. Try it before you rely on it.',
    notes: [
      'Traefik cannot add a secret to its question: list its address in `PARVIS_TRUSTED_PROXIES`.',
      'The entry point must not trust forwarding headers of the browser: leave `forwardedHeaders.insecure` off.',
    ],
  },
  caddy: {
    title: 'Caddy',
    language: 'text',
    tried: RUN,
    notes: [
      'Caddy gets certificates by itself: leave the line `tls` out where it should.',
      'Caddy 2.6 and 2.7 name the authorities with `tls_trusted_ca_certs`, later ones with `tls_trust_pool file`.',
      SECRET_WELL,
    ],
  },
  envoy: {
    title: 'Envoy',
    language: 'yaml',
    tried:
      'No package of Envoy is at hand for the test suite. What is checked: the file is well-formed, every route names a cluster that exists, the filters stand in the order that matters, and Parvis answers requests in the form that Envoy documents. Try it before you rely on it.',
    notes: [
      'Envoy 1.30 or later. The filter that takes headers away stands before the question, the question before the router.',
      'Paths with encoded slashes, and headers with low lines, are refused by Envoy itself.',
      SECRET_WELL,
    ],
  },
}

export function describeProxy(proxy: ProxyName): string {
  const { title, language, tried, notes } = NOTES[proxy]
  const files = PROXIES[proxy](EXAMPLE)
  return `# An application behind ${title}

<!-- Made by \`npm run docs\` from src/commands/client/proxy-config: change it there. -->

\`\`\`
parvis client protect dossiers --origin https://dossiers.example.fr --name 'Dossiers'
parvis client proxy-config dossiers --for ${proxy} --upstream http://127.0.0.1:3000
\`\`\`

List the proxy's address in \`PARVIS_TRUSTED_PROXIES\`: nobody else is believed. What the application is told, and how it verifies
that: [forward-auth](forward-auth.md).

${tried}

${notes.map((note) => `- ${note}`).join('\n')}

${files.map(({ name, text }) => `## ${name}\n\n\`\`\`${name.endsWith('.lua') ? 'lua' : language}\n${text.trimEnd()}\n\`\`\``).join('\n\n')}
`
}
