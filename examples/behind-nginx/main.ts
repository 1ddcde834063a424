/**
 * Starts the application, and the small proxy in front of it. From the environment:
 *   PARVIS_ORIGIN  https://acces.example.fr      NODE_EXTRA_CA_CERTS  authorities of its TLS, if they are your own
 *   ORIGIN         https://dossiers.example.fr   TLS_KEY, TLS_CERTIFICATE  PEM files of that host
 *   PROXY_SECRET   shown by `parvis client protect … --with-secret`
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createApplication } from './application.ts'
import { createReverseProxy } from './reverse-proxy.ts'

const { PARVIS_ORIGIN = '', ORIGIN = '', TLS_KEY = '', TLS_CERTIFICATE = '', PROXY_SECRET = '' } = process.env
const { host, port } = new URL(ORIGIN)

const application = createApplication(PARVIS_ORIGIN, ORIGIN).listen(0, '127.0.0.1')
await once(application, 'listening')
const proxy = createReverseProxy({
  key: readFileSync(TLS_KEY, 'utf8'),
  certificate: readFileSync(TLS_CERTIFICATE, 'utf8'),
  host,
  upstream: `http://127.0.0.1:${(application.address() as AddressInfo).port}`,
  parvis: PARVIS_ORIGIN,
  secret: PROXY_SECRET,
}).listen(Number(port || 443), 'localhost')
await once(proxy, 'listening')

console.log(`ready ${ORIGIN}`)
process.send?.('ready')
process.once('disconnect', () => process.exit())
