/** The portal's TLS: never asks for a certificate. */
import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import { holdToLimits, REQUEST_LIMITS } from './request-limits.ts'

const HANDSHAKE_MS = 20_000

export function createPortalListener(
  app: RequestListener,
  key: string,
  certificate: string,
  limits = REQUEST_LIMITS,
): Server {
  const server = createServer(
    {
      key,
      cert: certificate,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: HANDSHAKE_MS,
      maxHeaderSize: 16 * 1024,
      ...limits,
    },
    app,
  )
  return holdToLimits(server)
}
