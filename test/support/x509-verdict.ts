import { performance } from 'node:perf_hooks'
import { expect } from 'vitest'
import { CURRENT_ALGORITHMS } from '../../src/pki/algorithms/algorithm-policy.ts'
import type { ValidationVerdict } from '../../src/pki/certificate-validation.ts'
import { type EncodedRequest, validateEncoded } from '../../src/pki/encoded-validation.ts'
import { PATH_ONLY } from '../../src/pki/purpose.ts'
import { AT } from './x509-builder.ts'

const LONGEST_MILLISECONDS = 1000

export type Question = Pick<EncodedRequest, 'leaf' | 'anchors'> & Partial<EncodedRequest>

/** Validates the path alone, without revocation, unless the question says otherwise; no answer may take a second. */
export function verdictOn(question: Question): ValidationVerdict {
  const startedAt = performance.now()
  const verdict = validateEncoded({
    candidates: [],
    at: AT,
    purpose: PATH_ONLY,
    algorithms: CURRENT_ALGORITHMS,
    revocation: 'not-asked',
    ...question,
  })
  expect(performance.now() - startedAt).toBeLessThan(LONGEST_MILLISECONDS)
  return verdict
}

/** `valid`, or the code of the failure. */
export function answerTo(question: Question): string {
  const verdict = verdictOn(question)
  return verdict.verdict === 'valid' ? 'valid' : verdict.failure.code
}
