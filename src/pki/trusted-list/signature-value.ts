import { constants, createPublicKey, type SigningOptions, verify } from 'node:crypto'
import { CURRENT_ALGORITHMS } from '../algorithms/algorithm-policy.ts'
import { acceptPublicKey, type KeyKind, type SubjectPublicKey } from '../algorithms/public-key.ts'

interface XmlSignatureAlgorithm {
  readonly keys: readonly KeyKind[]
  readonly hash: string
  readonly options: SigningOptions
}

const pkcs1 = (hash: string): XmlSignatureAlgorithm => ({ keys: ['rsa'], hash, options: {} })
const pss = (hash: string): XmlSignatureAlgorithm => ({
  keys: ['rsa', 'rsa-pss'],
  hash,
  options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
})
/** XMLDSig §6.4.3: r and s one behind the other, not in DER. */
const ecdsa = (hash: string): XmlSignatureAlgorithm => ({ keys: ['ec'], hash, options: { dsaEncoding: 'ieee-p1363' } })

/** RFC 9231. SHA-1 is not among them. */
const ALGORITHMS: Readonly<Record<string, XmlSignatureAlgorithm>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': pkcs1('sha256'),
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': pkcs1('sha384'),
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': pkcs1('sha512'),
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': pss('sha256'),
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': pss('sha384'),
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': pss('sha512'),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': ecdsa('sha256'),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': ecdsa('sha384'),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': ecdsa('sha512'),
}

/** @param method the URI of the algorithm. @returns what speaks against the signature; undefined: it is the key's. */
export function whyNotSigned(
  method: string,
  signedOctets: Uint8Array,
  signature: Uint8Array,
  key: SubjectPublicKey,
): string | undefined {
  const algorithm = ALGORITHMS[method]
  if (algorithm === undefined) return `the signature algorithm ${method} is not accepted`
  const accepted = acceptPublicKey(key, CURRENT_ALGORITHMS)
  if (!accepted.ok) return accepted.failure.explanation
  if (!algorithm.keys.includes(accepted.value.kind)) return 'the signer has a key of another kind'
  return isSigned(algorithm, signedOctets, signature, key) ? undefined : 'the signature does not match'
}

/** OpenSSL throws on numbers that make no key: that too is a plain no. */
function isSigned(
  { hash, options }: XmlSignatureAlgorithm,
  signedOctets: Uint8Array,
  signature: Uint8Array,
  { der }: SubjectPublicKey,
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return verify(hash, signedOctets, { key, ...options }, signature)
  } catch {
    return false
  }
}
