import { decodeDer } from '../der/decode-der.ts'
import { DerTag } from '../der/der-tag.ts'
import { encodeDer } from '../der/encode-der.ts'
import { inheritsParameters, readPublicKey, type SubjectPublicKey } from './public-key.ts'

/**
 * RFC 5280 §6.1.4 (d) to (f): a DSA key without parameters takes those of its issuer's key, which stand in the path.
 * @returns the key with its parameters written in, or the key as it is when there is nothing to inherit.
 */
export function withInheritedParameters(key: SubjectPublicKey, issuerKey: SubjectPublicKey): SubjectPublicKey {
  const { algorithm, parameters } = issuerKey.algorithm
  if (!inheritsParameters(key) || algorithm !== key.algorithm.algorithm || parameters === undefined) return key
  const bits = encodeDer(DerTag.bitString, Uint8Array.of(0), key.key)
  const completed = decodeDer('public key', encodeDer(DerTag.sequence, issuerKey.algorithm.der, bits), readPublicKey)
  return completed.ok ? completed.value : key
}
