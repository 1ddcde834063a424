/** What an HTTP server is owed by whoever connects: a request that is one, of some size, in some time. */
import type { Server } from 'node:https'
import type { Duplex } from 'node:stream'
import { lastWord } from './last-word.ts'

export const REQUEST_LIMITS = { requestTimeout: 20_000, headersTimeout: 20_000, connectionsCheckingInterval: 2_000 }

const STATUS_OF: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Watches over a server that is handed its connections (tls-port) instead of listening itself. */
export function holdToLimits(server: Server): Server {
  // Node begins to watch over connections when a server listens; without this, its time limits are never looked at.
  server.emit('listening')
  server.on('clientError', refuse)
  // Every choice of a certificate and every PIN prompt ends a first connection: not an error.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  lastWord(socket, STATUS_OF[error.code ?? ''] ?? '400 Bad Request')
}
