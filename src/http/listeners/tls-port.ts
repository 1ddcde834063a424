/**
 * A port that speaks TLS and answers plain HTTP politely: whoever types http:// gets a redirection instead of a broken
 * connection. The first byte tells: a TLS handshake begins with 0x16 (RFC 8446 §5.1).
 */
import type { Server as TlsServer } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { lastWord } from './last-word.ts'
import { readProxyHeader } from './proxy-protocol.ts'

export interface ListenerPort {
  /** @throws when the port is taken or the address is not of this machine. */
  listen(): Promise<void>
  /** Takes no new connection, lets requests under way end, then closes what is left. */
  close(): Promise<void>
}

const TLS_HANDSHAKE = 0x16
/** For the first byte. The handshake and the request have limits of their own in the TLS server. */
const FIRST_BYTE_MS = 10_000
const CLOSING_MS = 3_000

/** Whether a connection comes from a balancer, which opens it with the address that it speaks for. */
export type Balancers = (address: string | undefined) => boolean

/**
 * @param host an address, or `localhost` for both loopbacks.
 * @param origin where plain HTTP is sent to.
 */
export function createTlsPort(
  tls: TlsServer,
  host: string,
  port: number,
  origin: string,
  isBalancer: Balancers,
): ListenerPort {
  const clients = tellClientAddress(tls)
  const accept = (socket: Socket) => {
    const giveUp = () => socket.destroy()
    socket.on('error', giveUp)
    socket.setTimeout(FIRST_BYTE_MS, giveUp)
    let told = !isBalancer(socket.remoteAddress)
    let received: Buffer = Buffer.alloc(0)
    socket.on('data', function read(chunk: Buffer) {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      if (!told) {
        const header = readProxyHeader(received)
        if (header.state === 'malformed') return giveUp()
        if (header.state === 'incomplete') return
        if (header.address !== undefined) clients.remember(socket, header.address)
        told = true
        received = received.subarray(header.length)
      }
      const [first] = received
      if (first === undefined) return
      socket.off('data', read).setTimeout(0).off('timeout', giveUp)
      if (first !== TLS_HANDSHAKE) return answerPlainHttp(socket, origin)
      socket.pause()
      socket.unshift(received)
      tls.emit('connection', socket)
    })
  }
  return createPort(
    () => createServer({ noDelay: true }, accept),
    host,
    port,
    () => tls.close(),
  )
}

/**
 * Once TLS stands, its socket shows the address that the balancer told, as if the person had come without one: limits and
 * lists of addresses then need not know of balancers. The two ends of the outer connection tell which one it was.
 */
function tellClientAddress(tls: TlsServer) {
  const addresses = new Map<string, string>()
  tls.prependListener('secureConnection', (socket: TLSSocket) => {
    const address = addresses.get(endsOf(socket))
    if (address !== undefined) Object.defineProperty(socket, 'remoteAddress', { value: address })
  })
  return {
    remember(socket: Socket, address: string) {
      const ends = endsOf(socket)
      addresses.set(ends, address)
      socket.once('close', () => addresses.delete(ends))
    },
  }
}

const endsOf = ({ remoteAddress, remotePort, localAddress, localPort }: Socket): string =>
  [remoteAddress, remotePort, localAddress, localPort].join(' ')

/** A port for servers made by `create`, one for each address of the host. */
export function createPort(
  create: () => Server,
  host: string,
  port: number,
  closeIdle: () => void = () => {},
): ListenerPort {
  const sockets = new Set<Socket>()
  const servers: Server[] = []
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  return {
    async listen() {
      for (const address of addresses) {
        const server = create()
        server.on('connection', (socket) => {
          sockets.add(socket)
          socket.once('close', () => sockets.delete(socket))
        })
        // A machine without IPv6 still has one loopback.
        if (await listen(server, address, port, addresses.length > 1 && address === '::1')) servers.push(server)
      }
    },
    async close() {
      const closed = servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      closeIdle()
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, CLOSING_MS)
      await Promise.all(closed)
      clearTimeout(late)
    },
  }
}

function listen(server: Server, host: string, port: number, optional: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      optional && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') ? resolve(false) : reject(error),
    )
    server.listen({ host, port }, () => resolve(true))
  })
}

function answerPlainHttp(socket: Socket, origin: string): void {
  const body = `Parvis answers over HTTPS: ${origin}/\n`
  const headers = { Location: `${origin}/`, 'Content-Type': 'text/plain; charset=utf-8' }
  lastWord(socket, '308 Permanent Redirect', headers, body)
}
