import { KeyPurpose } from './extensions/extended-key-usage.ts'

/** What a path is validated for. Named, so that nobody validates "in general" by leaving something out. */
export interface Purpose {
  readonly name: 'client-login' | 'path-only'
  /** Purposes that the leaf, and every CA that limits its own, must allow. */
  readonly extendedKeyUsages: readonly string[]
}

/** The path and nothing more: no demand on the leaf's usages. */
export const PATH_ONLY: Purpose = { name: 'path-only', extendedKeyUsages: [] }

/** A person proves to be the holder by TLS client authentication. */
export const CLIENT_LOGIN: Purpose = { name: 'client-login', extendedKeyUsages: [KeyPurpose.clientAuth] }
