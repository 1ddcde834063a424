import type { GeneralName } from '../name/general-name.ts'
import { isWithinSubtree } from '../name/name-comparison.ts'
import { hostNameWithin, wildcardCovers } from './host-name.ts'
import { addressWithin } from './ip-address.ts'
import { mailboxWithin } from './mailbox.ts'
import { uriWithin } from './uri.ts'

/**
 * Whether a name lies in a subtree of its own form (RFC 5280 §4.2.1.10).
 * @returns undefined when that cannot be told: a form without a rule, or a name or a constraint that is not well-formed
 * in its form. Whoever asks then refuses.
 */
export function isWithin(name: GeneralName, base: GeneralName, side: 'permitted' | 'excluded'): boolean | undefined {
  switch (name.form) {
    case 'directoryName':
      return base.form === name.form ? isWithinSubtree(name.value, base.value) : undefined
    case 'dNSName':
      if (base.form !== name.form) return undefined
      return side === 'excluded' && wildcardCovers(name.value, base.value)
        ? true
        : hostNameWithin(name.value, base.value)
    case 'rfc822Name':
      return base.form === name.form ? mailboxWithin(name.value, base.value, side) : undefined
    case 'uniformResourceIdentifier':
      return base.form === name.form ? uriWithin(name.value, base.value) : undefined
    case 'iPAddress':
      return base.form === name.form ? addressWithin(name.value, base.value) : undefined
    default:
      return undefined
  }
}
