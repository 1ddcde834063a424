/** nginx: `auth_request`. The file belongs inside `http { }`. */
import {
  ASKED_HEADERS,
  type ConfigurationMaker,
  HANDED_ON_HEADERS,
  nameOf,
  type ProxySite,
  portOf,
  RESERVED_HEADERS,
  SECRET_PLACE,
  toldHeaders,
} from './site.ts'

export const nginx: ConfigurationMaker = (site) => {
  const { id, host, upstream, portal, certificate, key } = site
  const told = toldHeaders(site)
  const silent = RESERVED_HEADERS.filter((header) => !told.includes(header))
  const parvis = new URL(portal)
  const text = `# ${id} behind nginx, each request asked about at ${portal}.

upstream parvis {
    server ${parvis.hostname}:${parvis.port || '443'};
    keepalive 32;
}

server {
    listen ${portOf(host)} ssl;
    server_name ${nameOf(host)};
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    absolute_redirect off;

    location / {
        auth_request /.parvis/verify;
${told.map((header) => `        auth_request_set ${variableOf(header)} $upstream_http_${header.toLowerCase()};`).join('\n')}
        auth_request_set $parvis_login $upstream_http_parvislogin;
        error_page 401 = @parvis_login;

        # Overwrites whatever a browser sent under these names.
${told.map((header) => `        proxy_set_header ${header} ${variableOf(header)};`).join('\n')}
${silent.map((header) => `        proxy_set_header ${header} "";`).join('\n')}
        proxy_set_header Host $http_host;
        proxy_pass ${upstream};
    }

    # The question about each request. Nothing of the browser's goes along but what is named here.
    location = /.parvis/verify {
        internal;
        proxy_pass https://parvis/auth/verify?redirect=header;
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
        proxy_set_header X-Original-Method $request_method;
        proxy_set_header X-Original-Uri $request_uri;
${toParvis(site, parvis.host, ASKED_HEADERS)}
    }

    # Login, return and logout on this host: answered by Parvis.
    location /.parvis/ {
        proxy_pass https://parvis;
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
${toParvis(site, parvis.host, HANDED_ON_HEADERS)}
    }

    location @parvis_login {
        internal;
        default_type application/problem+json;
        if ($parvis_login) {
            return 303 $parvis_login;
        }
        return 401 '{"title":"Login required","status":401}';
    }
}
`
  return [{ name: `${id}.conf`, text }]
}

const variableOf = (header: string): string => `$${header.replace(/(?<=.)[A-Z]/, '_$&').toLowerCase()}`

function toParvis({ host, authorities, portal, hasSecret }: ProxySite, parvis: string, headers: readonly string[]) {
  return [
    'proxy_pass_request_headers off;',
    ...headers.map((header) => `proxy_set_header ${header} $http_${header.toLowerCase().replaceAll('-', '_')};`),
    // Written here and not taken from the request: a browser may name one host and be served as another.
    `proxy_set_header X-Original-Host ${host};`,
    ...(hasSecret ? [`proxy_set_header ParvisSecret ${SECRET_PLACE};`] : []),
    `proxy_set_header Host ${parvis};`,
    'proxy_set_header Connection "";',
    'proxy_http_version 1.1;',
    'proxy_ssl_server_name on;',
    `proxy_ssl_name ${new URL(portal).hostname};`,
    'proxy_ssl_verify on;',
    'proxy_ssl_verify_depth 4;',
    `proxy_ssl_trusted_certificate ${authorities};`,
  ]
    .map((line) => `        ${line}`)
    .join('\n')
}
