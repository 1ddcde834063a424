/** Which proxies are believed: those at listed addresses, or, for an application that has a secret, whoever knows it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import { defineFailure } from '../../failures/failure.ts'
import type { RegisteredProtectedApplication } from './protected-application.ts'

export const proxyNotTrusted = defineFailure(
  'forward-auth.proxy-not-trusted',
  'forbidden',
  'The question does not come from a proxy of PARVIS_TRUSTED_PROXIES, nor with the secret of the application.',
)
export const hostUnknown = defineFailure(
  'forward-auth.host-unknown',
  'forbidden',
  'No protected application is registered for the host of the original request.',
)

export interface ProxyTrust {
  /** Asked before anything is looked up: a stranger without a secret is not even told what exists. */
  mayAsk(socket: Socket, secret: string | undefined): boolean
  speaksFor(application: RegisteredProtectedApplication, socket: Socket, secret: string | undefined): boolean
}

export function createProxyTrust(isTrustedProxy: (address: string | undefined) => boolean): ProxyTrust {
  const known = new WeakMap<Socket, boolean>()
  const isKnown = (socket: Socket): boolean => {
    const before = known.get(socket)
    if (before !== undefined) return before
    const trusted = isTrustedProxy(socket.remoteAddress)
    known.set(socket, trusted)
    return trusted
  }
  return {
    mayAsk: (socket, secret) => secret !== undefined || isKnown(socket),
    speaksFor: ({ secretSha256 }, socket, secret) =>
      secretSha256 === undefined ? isKnown(socket) : secret !== undefined && fits(secret, secretSha256),
  }
}

const fits = (secret: string, sha256: string): boolean =>
  timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(sha256, 'hex'))
