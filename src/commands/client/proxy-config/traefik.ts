/** Traefik 3: the middleware `forwardAuth`, as a file of the file provider. */
import { ASKED_HEADERS, type ConfigurationMaker, nameOf, RESERVED_HEADERS, toldHeaders } from './site.ts'

export const traefik: ConfigurationMaker = (site) => {
  const { id, host, upstream, portal, authorities, certificate, key } = site
  const name = nameOf(host)
  const told = toldHeaders(site)
  const silent = RESERVED_HEADERS.filter((header) => !told.includes(header))
  const text = `# ${id} behind Traefik, each request asked about at ${portal}. Traefik's own address belongs into PARVIS_TRUSTED_PROXIES.
tls:
  certificates:
    - certFile: ${certificate}
      keyFile: ${key}

http:
  routers:
    ${id}:
      rule: Host(\`${name}\`)
      middlewares: [${id}-plain, ${id}-parvis]
      service: ${id}
      tls: {}
    # Login, return and logout on this host: answered by Parvis.
    ${id}-doorway:
      rule: Host(\`${name}\`) && PathPrefix(\`/.parvis/\`)
      priority: 1000
      middlewares: [${id}-plain]
      service: parvis
      tls: {}

  middlewares:
    # An empty value takes away what a browser sent.
    ${id}-plain:
      headers:
        customRequestHeaders:
${[...silent, 'X-Original-Method', 'X-Original-Host', 'X-Original-Uri'].map((header) => `          ${header}: ''`).join('\n')}
    ${id}-parvis:
      forwardAuth:
        address: ${portal}/auth/verify
        trustForwardHeader: false
        authRequestHeaders: [${ASKED_HEADERS.join(', ')}]
        authResponseHeaders: [${told.join(', ')}]
        tls:
          ca: ${authorities}

  services:
    ${id}:
      loadBalancer:
        servers:
          - url: ${upstream}
    parvis:
      loadBalancer:
        serversTransport: parvis
        servers:
          - url: ${portal}

  serversTransports:
    parvis:
      serverName: ${new URL(portal).hostname}
      rootCAs: [${authorities}]
`
  return [{ name: `${id}.yaml`, text }]
}
