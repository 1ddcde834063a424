import { createHash } from 'node:crypto'
import type { Failure } from '../../failures/failure.ts'
import type { Certificate } from '../../pki/certificate.ts'
import type { ValidationVerdict } from '../../pki/certificate-validation.ts'
import { nameToText } from '../../pki/name/name-to-text.ts'

export type FailureJson = Pick<Failure, 'code' | 'data' | 'explanation'>

export const failureJson = ({ code, data, explanation }: Failure): FailureJson => ({ code, data, explanation })

/** A whole verdict for scripts: the answer of the batch, and the explanation. */
export function verdictJson(verdict: ValidationVerdict): object {
  const checks = verdict.checks.map(({ found, ...check }) => ({ ...check, found: found() }))
  if (verdict.verdict === 'invalid') {
    return { verdict: 'invalid', failure: failureJson(verdict.failure), policies: [], checks }
  }
  const { policies, path, revocation } = verdict
  const anchor = path.anchor.certificate
  return {
    verdict: 'valid',
    failure: null,
    policies,
    path: [...path.certificates, ...(anchor === undefined ? [] : [anchor])].map(certificateJson),
    revocation: revocation.map(({ source, found }) => ({ source, found: found() })),
    checks,
  }
}

const certificateJson = ({ subject, der }: Certificate) => ({
  subject: nameToText(subject),
  sha256: createHash('sha256').update(der).digest('hex'),
})
