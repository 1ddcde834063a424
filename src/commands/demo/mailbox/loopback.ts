/** `localhost` is ::1 for some programs and 127.0.0.1 for others: what listens on this machine listens on both. */

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/**
 * @param port 0 for any free one.
 * @throws with a sentence for the operator when the port is taken.
 */
export async function listenOnLoopback(
  purpose: string,
  port: number,
  listen: (port: number, host: string) => Promise<Listener>,
): Promise<Listener> {
  const first = await listen(port, '127.0.0.1').catch((cause: unknown) => {
    throw new Error(explanation(purpose, port, cause), { cause })
  })
  try {
    const second = await listen(first.port, '::1')
    return { port: first.port, close: async () => void (await Promise.all([first.close(), second.close()])) }
  } catch (cause) {
    if (isWithoutIpv6(cause)) return first
    await first.close()
    throw new Error(explanation(purpose, first.port, cause), { cause })
  }
}

const codeOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined)

const isWithoutIpv6 = (cause: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(String(codeOf(cause)))

function explanation(purpose: string, port: number, cause: unknown): string {
  if (codeOf(cause) === 'EADDRINUSE')
    return `port ${port} (${purpose}) is taken by another program: stop it, or choose another port`
  if (codeOf(cause) === 'EACCES')
    return `port ${port} (${purpose}) may not be opened by this user: choose one above 1023`
  return `port ${port} (${purpose}) cannot be opened`
}
