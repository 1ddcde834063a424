import { describePublicKey, keyLabel } from '../algorithms/public-key.ts'
import type { Check } from './check.ts'

/** The certificate's own key is one, and strong enough: RFC 5280 leaves strengths to the algorithm policy. */
export const keyStrength: Check = {
  id: 'key-strength',
  clause: 'algorithm policy; RFC 5280 §8',
  apply: ({ certificate, question }) => question.signatures.examine(certificate.publicKey),
  found: ({ certificate }) => {
    const described = describePublicKey(certificate.publicKey)
    return described?.ok ? keyLabel(described.value) : `key of kind ${certificate.publicKey.algorithm.algorithm}`
  },
}
