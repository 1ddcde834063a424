/**
 * A port that speaks TLS and answers plain HTTP politely: whoever types http:// gets a redirection instead of a broken
 * connection. The first byte tells: a TLS handshake begins with 0x16 (RFC 8446 §5.1).
 */

import type { Server as TlsServer } from 'node:https'
import { createServer, type Server as PortServer, type Socket } from 'node:net'

const TLS_HANDSHAKE = 0x16
/** For the first byte. The handshake and the request have limits of their own in the TLS server. */
const FIRST_BYTE_MS = 10_000

export interface ListenerPort {
  listen(): Promise<void>
  /** Takes no new connection, lets requests under way end, then closes what is left. */
  close(): Promise<void>
}

/**
 * @param host an address, or `localhost` for both loopbacks.
 * @param origin where plain HTTP is sent to.
 */
export function createTlsPort(tls: TlsServer, host: string, port: number, origin: string): ListenerPort {
  const sockets = new Set<Socket>()
  const accept = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(FIRST_BYTE_MS, () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      if (first[0] !== TLS_HANDSHAKE) return answerPlainHttp(socket, origin)
      socket.pause()
      socket.unshift(first)
      tls.emit('connection', socket)
    })
  }
  const servers: PortServer[] = []
  return {
    async listen() {
      const hosts = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
      for (const address of hosts) {
        const server = createServer({ noDelay: true }, accept)
        if (await listen(server, address, port, hosts.length > 1 && address === '::1')) servers.push(server)
      }
    },
    async close() {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      tls.closeIdleConnections()
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, CLOSING_MS)
      await Promise.all(closed)
      clearTimeout(late)
    },
  }
}

const CLOSING_MS = 3_000

/** @param optional a machine without IPv6 still has one loopback. */
function listen(server: PortServer, host: string, port: number, optional: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      optional && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') ? resolve(false) : reject(error),
    )
    server.listen({ host, port }, () => resolve(true))
  })
}

function answerPlainHttp(socket: Socket, origin: string): void {
  const body = `Parvis answers over HTTPS: ${origin}/\n`
  socket.end(
    `HTTP/1.1 308 Permanent Redirect\r\nLocation: ${origin}/\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
