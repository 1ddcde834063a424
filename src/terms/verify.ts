/** Whether the register of acceptances still says what it said: each text against its hash, each proof against its text. */
import { sha256Of } from './publish.ts'
import type { TermsStore } from './terms.ts'

export type TermsFault =
  | { readonly kind: 'document-missing' | 'document-changed'; readonly version: string }
  | { readonly kind: 'acceptance-of-unknown-version' | 'acceptance-of-another-text'; readonly acceptance: string }

export interface TermsVerdict {
  readonly versions: number
  readonly acceptances: number
  readonly faults: number
}

const PAGE = 1_000

/** Reads everything once, page by page. @param report told of each fault as it is found. */
export async function verifyTerms(store: TermsStore, report: (fault: TermsFault) => void): Promise<TermsVerdict> {
  const versions = await store.versions()
  const hashOf = new Map(versions.map(({ id, sha256 }) => [id, sha256]))
  let [acceptances, faults] = [0, 0]
  const found = (fault: TermsFault) => {
    faults += 1
    report(fault)
  }

  for (const { id, label, sha256 } of versions) {
    const pdf = await store.pdf(id)
    if (pdf === undefined) found({ kind: 'document-missing', version: label })
    else if (sha256Of(pdf) !== sha256) found({ kind: 'document-changed', version: label })
  }
  for (let after = ''; ; ) {
    const page = await store.acceptancesAfter(after, PAGE)
    for (const { id, termsId, termsSha256 } of page) {
      const accepted = hashOf.get(termsId)
      if (accepted === undefined) found({ kind: 'acceptance-of-unknown-version', acceptance: id })
      else if (accepted !== termsSha256) found({ kind: 'acceptance-of-another-text', acceptance: id })
    }
    acceptances += page.length
    after = page.at(-1)?.id ?? after
    if (page.length < PAGE) return { versions: versions.length, acceptances, faults }
  }
}
