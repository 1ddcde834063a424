/** Signs what applications verify with the published keys: a compact JWS (RFC 7515 §7.1) over JSON claims. */
import { sign } from 'node:crypto'
import type { UsableSigningKey } from './key-ring.ts'

/** @param type what the token is for: no token is taken for another (RFC 8725 §3.11). */
export function signJwt(
  { kid, algorithm, privateKey }: UsableSigningKey,
  type: string,
  claims: Readonly<Record<string, unknown>>,
): string {
  const signed = `${encode({ alg: algorithm, typ: type, kid })}.${encode(claims)}`
  // RFC 7518 §3.4: an ECDSA signature is the two numbers one behind the other; RSA has but one form.
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
