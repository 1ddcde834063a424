/** HAProxy 2.6 or later: asks from a small Lua program, over a connection of HAProxy's own to Parvis. */
import {
  ASKED_HEADERS,
  type ConfigurationMaker,
  nameOf,
  type ProxySite,
  portOf,
  SECRET_PLACE,
  toldHeaders,
} from './site.ts'

export const haproxy: ConfigurationMaker = (site) => [
  { name: `${site.id}.cfg`, text: configuration(site) },
  { name: 'parvis.lua', text: program(site) },
]

const configuration = (site: ProxySite): string => {
  const { id, host, upstream, portal, certificate, authorities, hasSecret } = site
  const { hostname, port, host: parvis } = new URL(portal)
  const server = `server parvis ${hostname}:${port || '443'} ssl verify required ca-file ${authorities} sni str(${hostname}) verifyhost ${hostname}`
  return `# ${id} behind HAProxy, each request asked about at ${portal}. ${certificate} holds the certificate and its key.
global
    lua-load-per-thread parvis.lua

defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
    http-reuse safe

frontend ${id}
    bind :${portOf(host)} ssl crt ${certificate} alpn http/1.1
    http-request deny deny_status 421 unless { req.hdr(host),lower -m str ${host} ${nameOf(host)} }
    acl for_parvis path_beg /.parvis/

    # Nobody but Parvis says these things, under whatever spelling.
    http-request del-header ^parvis -m reg
    http-request del-header ^x[-_.](original|forwarded)[-_.] -m reg

    http-request lua.parvis_verify unless for_parvis
    http-request return status 303 hdr Location %[var(txn.parvis_login)] hdr Cache-Control no-store if !for_parvis { var(txn.parvis_status) -m int 401 } { var(txn.parvis_login) -m found }
    http-request return status 401 content-type application/problem+json string '{"title":"Login required","status":401}' hdr WWW-Authenticate Parvis hdr Cache-Control no-store if !for_parvis { var(txn.parvis_status) -m int 401 }
    http-request return status 503 content-type application/problem+json string '{"title":"Service unavailable","status":503}' if !for_parvis { var(txn.parvis_status) -m int 503 }
    http-request deny deny_status 403 if !for_parvis !{ var(txn.parvis_status) -m int 200 }
${toldHeaders(site)
  .map((header) => `    http-request set-header ${header} %[var(txn.${header.toLowerCase()})] unless for_parvis`)
  .join('\n')}

    use_backend parvis if for_parvis
    default_backend ${id}

backend ${id}
    server application ${upstream.replace(/^https?:\/\//, '')}${upstream.startsWith('https:') ? ` ssl verify required ca-file ${authorities}` : ''}

# Login, return and logout on this host: answered by Parvis.
backend parvis
    http-request set-header X-Original-Host ${host}
    http-request set-header Host ${parvis}
${hasSecret ? `    http-request set-header ParvisSecret ${SECRET_PLACE}\n` : ''}    ${server}

# What the Lua program asks through: connections that are kept, to a Parvis whose certificate is verified.
frontend parvis_questions
    bind abns@parvis-${id}
    default_backend parvis_verify

backend parvis_verify
    http-request set-header X-Original-Host ${host}
    http-request set-header Host ${parvis}
${hasSecret ? `    http-request set-header ParvisSecret ${SECRET_PLACE}\n` : ''}    ${server}
`
}

const program = (
  site: ProxySite,
): string => `-- Asks Parvis about a request, and leaves the answer in variables of its transaction.
local asked = { ${ASKED_HEADERS.map((header) => `'${header.toLowerCase()}'`).join(', ')} }
local told = { ${toldHeaders(site)
  .map((header) => `'${header.toLowerCase()}'`)
  .join(', ')} }

core.register_action('parvis_verify', { 'http-req' }, function(txn)
  local headers = {}
  local sent = txn.http:req_get_headers()
  for _, name in ipairs(asked) do
    if sent[name] ~= nil then
      local values = {}
      for _, value in pairs(sent[name]) do values[#values + 1] = value end
      headers[name] = values
    end
  end
  headers['x-original-method'] = { txn.sf:method() }
  headers['x-original-uri'] = { txn.sf:pathq() }

  local answer = core.httpclient():get({
    url = 'http://parvis/auth/verify?redirect=header',
    dst = 'abns@parvis-${site.id}',
    headers = headers,
    timeout = 5000,
  })
  -- Anything but a clear answer is no.
  local status = 503
  if answer ~= nil and (answer.status == 200 or answer.status == 401 or answer.status == 403) then
    status = answer.status
    local function header(name)
      local values = answer.headers[name]
      return values and values[0]
    end
    for _, name in ipairs(told) do
      if status == 200 then txn:set_var('txn.' .. name, header(name) or '') end
    end
    if status == 401 and header('parvislogin') then txn:set_var('txn.parvis_login', header('parvislogin')) end
  end
  txn:set_var('txn.parvis_status', status)
end)
`
