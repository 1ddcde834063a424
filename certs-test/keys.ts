import { createHash, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export type KeyKind = 'rsa-2048' | 'rsa-1024' | 'p-256'

const generate = promisify(generateKeyPair)

/** Off the event loop: many can be made at once. */
export async function makeKey(kind: KeyKind): Promise<KeyObject> {
  const { privateKey } =
    kind === 'p-256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: kind === 'rsa-2048' ? 2048 : 1024 })
  return privateKey
}

/** `short`: the 8 bytes of CertEurope (RFC 5280 §4.2.1.2, method 2); `sha-1`: the usual 20 (method 1). */
export type KeyIdentifierForm = 'short' | 'sha-1'

/** SHA-1 of the subjectPublicKey bits, without tag, length and unused-bits octet. */
export function hashOfPublicKey(subjectPublicKeyInfo: Buffer, algorithm: string): Buffer {
  return createHash(algorithm).update(publicKeyBits(subjectPublicKeyInfo)).digest()
}

export function keyIdentifier(subjectPublicKeyInfo: Buffer, form: KeyIdentifierForm): Buffer {
  const digest = hashOfPublicKey(subjectPublicKeyInfo, 'sha1')
  if (form === 'sha-1') return digest
  const identifier = Buffer.from(digest.subarray(12))
  identifier[0] = 0x40 | ((identifier[0] ?? 0) & 0x0f)
  return identifier
}

/** SEQUENCE { SEQUENCE algorithm, BIT STRING }: what follows the algorithm, header and unused-bits octet dropped. */
function publicKeyBits(spki: Buffer): Buffer {
  const outer = headerLength(spki, 0)
  const algorithm = outer + headerLength(spki, outer) + contentLength(spki, outer)
  return spki.subarray(algorithm + headerLength(spki, algorithm) + 1)
}

function headerLength(der: Buffer, offset: number): number {
  const first = der.readUInt8(offset + 1)
  return first < 0x80 ? 2 : 2 + (first & 0x7f)
}

function contentLength(der: Buffer, offset: number): number {
  const first = der.readUInt8(offset + 1)
  return first < 0x80 ? first : der.readUIntBE(offset + 2, first & 0x7f)
}
