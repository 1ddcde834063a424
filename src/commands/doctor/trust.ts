import { readTrustFolder } from '../../adapters/trust-folder.ts'
import { readTrustStore } from '../../card-holder/trust-store.ts'
import type { TrustedAuthority } from '../../card-holder/trusted-authority.ts'
import { reason } from '../../settings/reason.ts'
import { type Check, fine, problem, warning } from './finding.ts'

/** The trust folder is a whole store, and its authorities are in force. */
export const checkTrust: Check = async ({ trust: { folder } }, clock) => {
  try {
    const store = readTrustStore(readTrustFolder(folder))
    if (!store.ok)
      return problem(store.failure.explanation, `mend the descriptions of authorities (*.json) in ${folder}`)
    const { authorities } = store.value
    const past = authorities.filter((authority) => !isInForce(authority, clock.now())).map(({ label }) => label)
    return past.length === 0
      ? fine(`${authorities.length} authorities, all in force`)
      : warning(`not in force: ${past.join(', ')}`, 'their cards are refused; remove them, or renew their description')
  } catch (error) {
    return problem(
      `${folder} cannot be read (${reason(error)})`,
      'check PARVIS_TRUST_FOLDER and the rights of the folder',
    )
  }
}

const isInForce = ({ certificate, acceptedFromAt, acceptedUntilAt }: TrustedAuthority, at: number): boolean =>
  at >= Math.max(certificate.notBeforeAt, acceptedFromAt) &&
  at <= certificate.notAfterAt &&
  (acceptedUntilAt === undefined || at < acceptedUntilAt)
