/** Publishing a version of the terms: from then on nothing about it changes. */
import { createHash } from 'node:crypto'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { JournalStore } from '../journal/journal.ts'
import type { Profile } from '../people/profile.ts'
import type { Random } from '../ports/random.ts'
import type { TermsStore, TermsVersion } from './terms.ts'

const LARGEST_BYTES = 10_000_000

export const notAPdf = defineFailure('terms.not-a-pdf', 'invalid-input', 'The file is not one whole PDF.')
export const pdfTooLarge = defineFailure<{ maximumBytes: number }>(
  'terms.too-large',
  'invalid-input',
  'The PDF is larger than people should have to download.',
  ({ maximumBytes }) => `At most ${maximumBytes} bytes.`,
)
export const labelTaken = defineFailure<{ label: string }>(
  'terms.label-taken',
  'conflict',
  'A version of this name is published already; versions do not change.',
  ({ label }) => `Name: ${label}.`,
)
export const effectiveTooEarly = defineFailure(
  'terms.effective-too-early',
  'invalid-input',
  'The version would take effect before it is published: nobody could have read it.',
)
export const nobodyAddressed = defineFailure(
  'terms.no-audience',
  'invalid-input',
  'The version is for no profile at all.',
)

export interface NewTerms extends Pick<TermsVersion, 'label' | 'audience' | 'kind'> {
  readonly pdf: Uint8Array
  /** undefined: at once. */
  readonly effectiveAt: number | undefined
}

type Within = { readonly terms: TermsStore; readonly journal: JournalStore }

export function createTermsPublisher<Stores extends Within>(
  transact: <Result>(work: (within: Stores) => Promise<Result>) => Promise<Result>,
  random: Random,
): (terms: NewTerms, at: number) => Promise<Outcome<TermsVersion>> {
  return ({ label, audience, kind, pdf, effectiveAt }, at) => {
    if (!isWholePdf(pdf)) return Promise.resolve(fail(notAPdf({})))
    if (pdf.byteLength > LARGEST_BYTES) return Promise.resolve(fail(pdfTooLarge({ maximumBytes: LARGEST_BYTES })))
    if (audience.length === 0) return Promise.resolve(fail(nobodyAddressed({})))
    if (effectiveAt !== undefined && effectiveAt < at) return Promise.resolve(fail(effectiveTooEarly({})))
    const version: TermsVersion = {
      id: Buffer.from(random.bytes(16)).toString('hex'),
      label,
      audience: distinct(audience),
      effectiveAt: effectiveAt ?? at,
      kind,
      sha256: sha256Of(pdf),
      publishedAt: at,
    }
    return transact(async (within) => {
      if ((await within.terms.versions()).some((published) => published.label === label)) {
        return fail(labelTaken({ label }))
      }
      await within.terms.publish(version, pdf)
      const data = { terms: version.id, label, kind, sha256: version.sha256, effectiveAt: version.effectiveAt }
      await within.journal.append('terms.published', data, at)
      return succeed(version)
    })
  }
}

export const sha256Of = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('hex')

/** ISO 32000-1 §7.5.2 and §7.5.5: the header comes first, the end marker within the last kilobyte. */
function isWholePdf(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes)
  return text.subarray(0, 5).toString('latin1') === '%PDF-' && text.subarray(-1024).includes('%%EOF')
}

const distinct = (profiles: readonly Profile[]): readonly Profile[] => [...new Set(profiles)]
