/** Caddy 2.6 or later: `forward_auth`. */
import {
  type ConfigurationMaker,
  nameOf,
  type ProxySite,
  portOf,
  RESERVED_HEADERS,
  SECRET_PLACE,
  toldHeaders,
} from './site.ts'

export const caddy: ConfigurationMaker = (site) => {
  const { id, host, upstream, portal, certificate, key } = site
  const port = portOf(host)
  const text = `# ${id} behind Caddy, each request asked about at ${portal}.
https://${nameOf(host)}${port === '443' ? '' : `:${port}`} {
	tls ${certificate} ${key}

	# Nobody but Parvis and this proxy says these things.
${RESERVED_HEADERS.map((header) => `	request_header -${header}`).join('\n')}
	request_header -X-Original-*

	# Login, return and logout on this host: answered by Parvis.
	handle /.parvis/* {
		reverse_proxy ${portal} {
${toParvis(site)}
		}
	}

	handle {
		forward_auth ${portal} {
			uri /auth/verify?
			copy_headers ${toldHeaders(site).join(' ')}
${toParvis(site)}
		}
		reverse_proxy ${upstream}
	}
}
`
  return [{ name: `${id}.caddyfile`, text }]
}

const toParvis = ({ portal, authorities, hasSecret }: ProxySite): string =>
  [
    `header_up Host ${new URL(portal).host}`,
    ...(hasSecret ? [`header_up ParvisSecret ${SECRET_PLACE}`] : []),
    'transport http {',
    `	tls_trusted_ca_certs ${authorities}`,
    `	tls_server_name ${new URL(portal).hostname}`,
    '}',
  ]
    .map((line) => `			${line}`)
    .join('\n')
