/**
 * The one shape of an expected ending that is not a success. Rooms return failures; only bugs and outages are thrown.
 * A failure knows nothing of HTTP: the edge (http/failure-response, protocols) translates its category.
 */

/** Closed list: what kind of answer the edge owes. */
export type FailureCategory =
  /** What the person typed or sent is not acceptable; they can correct it. */
  | 'invalid-input'
  /** Who the person is has not been proven. */
  | 'unauthenticated'
  /** Proven, and still not allowed. */
  | 'forbidden'
  | 'not-found'
  /** Somebody or something got there first: replayed, consumed, superseded. */
  | 'conflict'
  /** Asked too often; try again later. */
  | 'throttled'
  /** Something we depend on does not answer: nothing was decided, nothing is granted. */
  | 'unavailable'

export type FailureDatum = string | number | boolean | null | readonly string[]

export interface Failure {
  /** Stable, dotted, lower-case: `pki.certificate-expired`. Support and tests rely on it. */
  readonly code: string
  readonly category: FailureCategory
  /** Facts for the explanation; never a secret. */
  readonly data: Readonly<Record<string, FailureDatum>>
  /** One English sentence for the operator; never shown as such to the person. */
  readonly explanation: string
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** A kind of failure, declared beside the rule that raises it: call it with the data to make one. */
export interface FailureKind<Data extends Failure['data']> {
  (data: Data): Failure
  readonly code: string
  readonly category: FailureCategory
  readonly summary: string
}

/**
 * @param summary what happened, as one sentence for the operator; docs/failures.md lists it.
 * @param detail adds the facts of this occurrence to the summary.
 */
export function defineFailure<Data extends Failure['data'] = Record<never, never>>(
  code: string,
  category: FailureCategory,
  summary: string,
  detail?: (data: Data) => string,
): FailureKind<Data> {
  const make = (data: Data): Failure => ({
    code,
    category,
    data,
    explanation: detail === undefined ? summary : `${summary} ${detail(data)}`,
  })
  return Object.assign(make, { code, category, summary })
}

export const succeed = <Value>(value: Value): Outcome<Value> => ({ ok: true, value })
export const fail = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure })
