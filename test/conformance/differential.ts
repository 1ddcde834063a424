/** Asks ourselves and OpenSSL the same questions, and tells where the answers part. */
import { performance } from 'node:perf_hooks'
import { CURRENT_ALGORITHMS } from '../../src/pki/algorithms/algorithm-policy.ts'
import type { ValidationVerdict } from '../../src/pki/certificate-validation.ts'
import { validateEncoded } from '../../src/pki/encoded-validation.ts'
import { ANY_POLICY } from '../../src/pki/extensions/policies.ts'
import { CLIENT_LOGIN, PATH_ONLY } from '../../src/pki/purpose.ts'
import { checkAgainst } from '../../src/pki/revocation/checker.ts'
import { type MutatedCase, mutatedCase } from '../support/mutation-cases.ts'
import { AT } from '../support/x509-builder.ts'
import type { OpensslJudge, OpensslVerdict } from './openssl-judge.ts'

export interface Difference {
  readonly case: MutatedCase
  readonly ours: ValidationVerdict
  readonly openssl: OpensslVerdict
}

export interface DifferentialRun {
  readonly cases: number
  /** Both accept; both refuse. */
  readonly accepted: number
  readonly refused: number
  /** OpenSSL accepts once it is offered nothing but the path and the lists that we relied on: it goes back from no wrong turn. */
  readonly otherPath: number
  /** We accept what OpenSSL refuses, even so. */
  readonly looser: readonly Difference[]
  /** We refuse what OpenSSL accepts. */
  readonly stricter: readonly Difference[]
  /** The longest of our answers. */
  readonly slowestMilliseconds: number
}

const CASES_AT_ONCE = 100
/** X509_V_ERR_CERT_REVOKED */
const REVOKED = 23

/** Case after case from `firstSeed` on. @throws when anything crashes or hangs. */
export async function compare(
  openssl: OpensslJudge,
  { firstSeed, cases }: { readonly firstSeed: number; readonly cases: number },
): Promise<DifferentialRun> {
  const looser: Difference[] = []
  const stricter: Difference[] = []
  let [accepted, refused, otherPath, slowestMilliseconds] = [0, 0, 0, 0]
  for (let done = 0; done < cases; done += CASES_AT_ONCE) {
    const count = Math.min(CASES_AT_ONCE, cases - done)
    const asked = Array.from({ length: count }, (_, index) => mutatedCase(firstSeed + done + index))
    const theirs = await openssl.judge(asked)
    for (const [index, each] of asked.entries()) {
      const startedAt = performance.now()
      const ours = judge(each)
      slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - startedAt)
      const verdict = theirs[index] ?? { error: -1, ocsp: 0 }
      const [weAccept, theyAccept] = [ours.verdict === 'valid', isAccepted(verdict)]
      if (weAccept && theyAccept) accepted++
      else if (!weAccept && !theyAccept) refused++
      else if (!weAccept) stricter.push({ case: each, ours, openssl: verdict })
      else {
        // Once it finds a revocation there is no second question: that we heard of it too is what is being tested.
        const [again = verdict] = verdict.error === REVOKED ? [] : await openssl.judge([reliedOn(each, ours)])
        if (isAccepted(again)) otherPath++
        else looser.push({ case: each, ours, openssl: again })
      }
    }
  }
  return { cases, accepted, refused, otherPath, looser, stricter, slowestMilliseconds }
}

/** The same question with nothing offered but what we relied on. */
function reliedOn(asked: MutatedCase, ours: ValidationVerdict): MutatedCase {
  if (ours.verdict === 'invalid') return asked
  const lists = ours.revocation.flatMap(({ statements }) => statements).filter(({ kind }) => kind !== 'ocsp')
  const candidates = ours.path.certificates.slice(1).map(({ der }) => Buffer.from(der))
  return { ...asked, candidates, crls: lists.map(({ der }) => Buffer.from(der)) }
}

const isAccepted = ({ error, ocsp }: OpensslVerdict): boolean => error === 0 && ocsp <= 1

export function judge(asked: MutatedCase): ValidationVerdict {
  const { anchors, leaf, candidates, crls, ocsps, about, purpose, ...policies } = asked
  return validateEncoded({
    anchors,
    leaf,
    candidates,
    at: AT,
    purpose: purpose === 'client-login' ? CLIENT_LOGIN : PATH_ONLY,
    algorithms: CURRENT_ALGORITHMS,
    revocation: about === 'path' ? 'not-asked' : checkAgainst({ crls, ocsps }, 'required'),
    policies: { initialPolicySet: [ANY_POLICY], ...policies },
  })
}
