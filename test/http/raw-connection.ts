/** Connections as no browser makes them. */
import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'

/** Everything that comes back until the other side closes; errors of the connection end it too. */
export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {})
  if (!socket.closed) await new Promise((closed) => socket.once('close', closed))
  return Buffer.concat(chunks).toString('latin1')
}

export async function plain(port: number): Promise<Socket> {
  const socket = connectPlain({ host: '127.0.0.1', port, noDelay: true })
  // Being hung up on is an answer.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

export async function secure(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({
    host: '127.0.0.1',
    port,
    servername: 'localhost',
    ALPNProtocols: ['http/1.1'],
    ...options,
  })
  await once(socket, 'secureConnect')
  return socket
}

/** Sends raw bytes and hears the answer out. */
export async function exchange(socket: Socket, bytes: string | Buffer): Promise<string> {
  const heard = readAll(socket)
  socket.write(bytes)
  return heard
}
