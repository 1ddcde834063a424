import type { Check } from './check.ts'

/** RFC 5280 §6.1.3 (a) (1), by an algorithm and a key that the algorithm policy accepts. */
export const signature: Check = {
  id: 'signature',
  clause: 'RFC 5280 §6.1.3 (a) (1)',
  apply: ({ certificate, state, question }) => question.signatures.verify(certificate, state.workingPublicKey),
  found: ({ certificate }) => `algorithm ${certificate.signatureAlgorithm.algorithm}, verified with the issuer's key`,
}
