/**
 * Starts the application. From the environment:
 *   ISSUER  https://acces.example.fr/oidc   NODE_EXTRA_CA_CERTS  authorities of its TLS, if they are your own
 *   ORIGIN  https://expertises.example.fr   where browsers go
 *   CLIENT_ID, CLIENT_SECRET                shown by `parvis client add`, with
 *     --redirect-uri ORIGIN/retour --post-logout-uri ORIGIN/ --backchannel-logout-uri ORIGIN/fin-de-session
 */
import { once } from 'node:events'
import { createApplication } from './application.ts'

const { ISSUER = '', ORIGIN = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env
const { hostname, port } = new URL(ORIGIN)

const server = createApplication({
  issuer: ISSUER,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  origin: ORIGIN,
}).listen(Number(port || 80), hostname)
await once(server, 'listening')

console.log(`ready ${ORIGIN}`)
process.send?.('ready')
process.once('disconnect', () => process.exit())
