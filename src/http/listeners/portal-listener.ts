/** The portal's TLS: never asks for a certificate. */
import { createServer, type Server } from 'node:https'
import type { Express } from 'express'

const REQUEST_MS = 20_000

export function createPortalListener(app: Express, key: string, certificate: string): Server {
  const server = createServer(
    {
      key,
      cert: certificate,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: REQUEST_MS,
      maxHeaderSize: 16 * 1024,
      requestTimeout: REQUEST_MS,
      headersTimeout: REQUEST_MS,
    },
    app,
  )
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}
