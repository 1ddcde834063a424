/** Which algorithms and strengths may carry a decision (SOG-IS agreed mechanisms; NIST SP 800-131A). */
export interface AlgorithmPolicy {
  readonly name: string
  /** The most keeps a stranger's key from costing milliseconds a signature. */
  readonly rsaBits: { readonly least: number; readonly most: number }
  readonly hashes: readonly string[]
  readonly curves: readonly string[]
  /** DSA, with SHA-1 and 1024 bits, exists for conformance suites of its age alone. */
  readonly dsa: 'refused' | 'accepted-for-conformance'
}

export const CURRENT_ALGORITHMS: AlgorithmPolicy = {
  name: 'current',
  rsaBits: { least: 2048, most: 8192 },
  hashes: ['sha256', 'sha384', 'sha512'],
  curves: ['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'Ed25519', 'Ed448'],
  dsa: 'refused',
}

export const CONFORMANCE_ALGORITHMS: AlgorithmPolicy = {
  ...CURRENT_ALGORITHMS,
  name: 'conformance',
  dsa: 'accepted-for-conformance',
}
