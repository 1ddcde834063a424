/** What `parvis pki verify` is asked, one certificate or many: what is left out takes the strict meaning. */

import { CONFORMANCE_ALGORITHMS, CURRENT_ALGORITHMS } from '../../pki/algorithms/algorithm-policy.ts'
import type { AnchorConstraints } from '../../pki/anchor-constraints.ts'
import type { ValidationVerdict } from '../../pki/certificate-validation.ts'
import { validateEncoded } from '../../pki/encoded-validation.ts'
import type { PolicyInputs } from '../../pki/path-state.ts'
import { CLIENT_LOGIN, PATH_ONLY, type Purpose } from '../../pki/purpose.ts'
import { checkAgainst } from '../../pki/revocation/checker.ts'
import { startWorkClock } from './work-clock.ts'

export const PURPOSES = ['client-login', 'path-only'] as const
export const REVOCATION_REQUIREMENTS = ['required', 'when-present', 'off'] as const

export interface Question {
  readonly anchors: readonly Uint8Array[]
  readonly leaf: Uint8Array
  readonly candidates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
  /** Epoch milliseconds. */
  readonly at: number
  readonly purpose: (typeof PURPOSES)[number]
  /** On top of those of the purpose. */
  readonly requiredExtendedKeyUsages: readonly string[]
  readonly revocation: (typeof REVOCATION_REQUIREMENTS)[number]
  readonly policies: PolicyInputs
  readonly allowDsa: boolean
  readonly anchorConstraints: AnchorConstraints
}

export function answer(question: Question): ValidationVerdict {
  const { crls, ocsps, revocation, allowDsa, purpose, requiredExtendedKeyUsages, ...asked } = question
  return validateEncoded({
    ...asked,
    clock: startWorkClock(),
    purpose: purposeOf(purpose, requiredExtendedKeyUsages),
    algorithms: allowDsa ? CONFORMANCE_ALGORITHMS : CURRENT_ALGORITHMS,
    revocation: revocation === 'off' ? 'not-asked' : checkAgainst({ crls, ocsps }, revocation),
  })
}

function purposeOf(name: Question['purpose'], more: readonly string[]): Purpose {
  const purpose = name === 'client-login' ? CLIENT_LOGIN : PATH_ONLY
  return { ...purpose, extendedKeyUsages: [...new Set([...purpose.extendedKeyUsages, ...more])] }
}
