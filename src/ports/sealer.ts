/** Protects secrets at rest with the key of this installation. */
export interface Sealer {
  /** Authenticated encryption, bound to `context`: what was sealed for one purpose does not open for another. */
  seal(plaintext: string, context: string): string
  /** @throws when the text was altered, sealed for another context, or by another key. */
  open(sealed: string, context: string): string
  /** Keyed hash of a low-entropy secret (OT-9): useless to someone who has the database alone. Hex, 64 characters. */
  fingerprint(secret: string, context: string): string
}
