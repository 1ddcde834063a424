import type { Duplex } from 'node:stream'

/** For what is still on its way: unread bytes would make the system reset the connection and lose the answer with it. */
const LINGER_MS = 1_000

/** Sends a last answer on a connection, forgets whatever else comes, and hangs up within a second. */
export function lastWord(
  socket: Duplex,
  status: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): void {
  const lines = Object.entries({ ...headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n${body}`)
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(timer))
}
