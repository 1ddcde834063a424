import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'

/** Names the algorithm and the layout, so that a later one can be told apart: `1.` + base64url(nonce, tag, ciphertext). */
const ENVELOPE = '1.'
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** SP 800-38D §8.2.2: 96 random bits serve 2^32 seals under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM with the context as associated data, and HMAC-SHA-256 for fingerprints, each under its own key
 * derived from the installation's (RFC 5869), so that neither use says anything about the other.
 * @param key 32 secret bytes.
 * @throws when the key has another length.
 */
export function createAesSealer(key: Uint8Array, random: Random): Sealer {
  if (key.length !== KEY_BYTES) throw new Error(`the sealing key must have ${KEY_BYTES} bytes, not ${key.length}`)
  // As key objects: from bytes, Node makes one anew for each use, at several times the cost of the use.
  const derive = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES)))
  const sealingKey = derive('parvis sealing')
  const fingerprintKey = derive('parvis fingerprint')

  return {
    seal(plaintext, context) {
      const nonce = random.bytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(ENVELOPE + context))
      const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return ENVELOPE + Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')
    },

    open(sealed, context) {
      const bytes = decode(sealed)
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES)
        const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(ENVELOPE + context))
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        const plaintext = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
        return Buffer.concat([plaintext, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new Error('a sealed text was altered, or sealed for another context or by another key', { cause })
      }
    },

    fingerprint(secret, context) {
      // As JSON the pair has one reading: no context and secret can be cut elsewhere to give the same text.
      return createHmac('sha256', fingerprintKey)
        .update(JSON.stringify([context, secret]))
        .digest('hex')
    },
  }
}

function decode(sealed: string): Buffer {
  const bytes = Buffer.from(sealed.slice(ENVELOPE.length), 'base64url')
  // Node decodes leniently; one sealed text has exactly one spelling.
  if (ENVELOPE + bytes.toString('base64url') !== sealed) throw new Error('this is not a sealed text of this version')
  return bytes
}
