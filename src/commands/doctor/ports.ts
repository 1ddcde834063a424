import { createServer } from 'node:net'
import { reason } from '../../settings/reason.ts'
import { type Check, type Finding, fine, problem, warning } from './finding.ts'

/** Each port is free to listen on, or already ours. */
export const checkPorts: Check = async ({ portal, card, management }) => {
  const refusals = await Promise.all(
    Object.entries({ PORTAL: portal, CARD: card, MANAGEMENT: management }).map(async ([name, { host, port }]) => {
      const code = await listenOnce(host, port)
      return code === undefined ? [] : [{ code, text: `PARVIS_${name}_PORT ${port} on ${host}: ${code}` }]
    }),
  )
  return finding(refusals.flat())
}

function finding(refusals: readonly { readonly code: string; readonly text: string }[]): Finding {
  if (refusals.length === 0) return fine('all free')
  const detail = refusals.map(({ text }) => text).join('; ')
  return refusals.every(({ code }) => code === 'EADDRINUSE')
    ? warning(detail, 'in use: by Parvis itself if it runs, otherwise stop the other program or choose another port')
    : problem(
        detail,
        'choose an address of this machine, and a port above 1023 or the right to bind it (CAP_NET_BIND_SERVICE)',
      )
}

/** @returns why the port cannot be listened on; undefined when it can. */
function listenOnce(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(reason(error)))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
