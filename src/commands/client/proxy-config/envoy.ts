/** Envoy: the filter `ext_authz` over HTTP, which writes the original path behind a fixed one. */
import {
  ASKED_HEADERS,
  type ConfigurationMaker,
  nameOf,
  portOf,
  RESERVED_HEADERS,
  SECRET_PLACE,
  toldHeaders,
} from './site.ts'

const TO_THE_BROWSER = ['location', 'content-type', 'cache-control', 'www-authenticate']
const NEVER_FROM_OUTSIDE = ['x-original-method', 'x-original-host', 'x-original-uri', 'x-forwarded-host']

export const envoy: ConfigurationMaker = (site) => {
  const { id, host, upstream, portal, authorities, certificate, key, hasSecret } = site
  const application = new URL(upstream)
  const parvis = new URL(portal)
  const forbidden = [...RESERVED_HEADERS.map((header) => header.toLowerCase()), ...NEVER_FROM_OUTSIDE]
  const text = `# ${id} behind Envoy, each request asked about at ${portal}.
static_resources:
  listeners:
    - name: ${id}
      address: { socket_address: { address: 0.0.0.0, port_value: ${portOf(host)} } }
      filter_chains:
        - transport_socket:
            name: envoy.transport_sockets.tls
            typed_config:
              '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
              common_tls_context:
                tls_certificates:
                  - { certificate_chain: { filename: ${certificate} }, private_key: { filename: ${key} } }
          filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                '@type': type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: ${id}
                use_remote_address: true
                merge_slashes: true
                normalize_path: true
                path_with_escaped_slashes_action: REJECT_REQUEST
                common_http_protocol_options: { headers_with_underscores_action: REJECT_REQUEST }
                route_config:
                  virtual_hosts:
                    - name: ${id}
                      domains: ['${nameOf(host)}', '${nameOf(host)}:${portOf(host)}']
                      routes:
                        # Login, return and logout on this host: answered by Parvis, asked about by nobody.
                        - match: { prefix: /.parvis/ }
                          route: { cluster: parvis }
                          request_headers_to_remove: [${NEVER_FROM_OUTSIDE.join(', ')}]
${hasSecret ? `                          request_headers_to_add: [{ header: { key: parvissecret, value: ${SECRET_PLACE} } }]\n` : ''}                          typed_per_filter_config:
                            envoy.filters.http.ext_authz:
                              '@type': type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute
                              disabled: true
                        - match: { prefix: / }
                          route: { cluster: ${id} }
                http_filters:
                  # Before the question: nobody but Parvis says these things to the application.
                  - name: envoy.filters.http.header_mutation
                    typed_config:
                      '@type': type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
                      mutations:
                        request_mutations:
${forbidden.map((header) => `                          - { remove: ${header} }`).join('\n')}
                  - name: envoy.filters.http.ext_authz
                    typed_config:
                      '@type': type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
                      failure_mode_allow: false
                      allowed_headers:
                        patterns:
${ASKED_HEADERS.map((header) => `                          - { exact: ${header.toLowerCase()}, ignore_case: true }`).join('\n')}
                      http_service:
                        server_uri: { uri: '${portal}', cluster: parvis, timeout: 5s }
                        path_prefix: /auth/verify/ext-authz
${hasSecret ? `                        authorization_request:\n                          headers_to_add: [{ key: parvissecret, value: ${SECRET_PLACE} }]\n` : ''}                        authorization_response:
                          allowed_upstream_headers:
                            patterns:
${toldHeaders(site)
  .map((header) => `                              - { exact: ${header.toLowerCase()}, ignore_case: true }`)
  .join('\n')}
                          allowed_client_headers:
                            patterns:
${TO_THE_BROWSER.map((header) => `                              - { exact: ${header} }`).join('\n')}
                  - name: envoy.filters.http.router
                    typed_config:
                      '@type': type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
  clusters:
    - name: ${id}
      type: STRICT_DNS
      load_assignment:
        cluster_name: ${id}
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: ${application.hostname}, port_value: ${application.port || '80'} } } }
    - name: parvis
      type: STRICT_DNS
      load_assignment:
        cluster_name: parvis
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: ${parvis.hostname}, port_value: ${parvis.port || '443'} } } }
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          '@type': type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
          sni: ${parvis.hostname}
          common_tls_context:
            validation_context:
              trusted_ca: { filename: ${authorities} }
              match_typed_subject_alt_names:
                - { san_type: DNS, matcher: { exact: ${parvis.hostname} } }
`
  return [{ name: `${id}.yaml`, text }]
}
