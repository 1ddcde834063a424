import type { TrustFile } from '../../adapters/trust-folder.ts'
import type { Proposal } from './proposal.ts'

const TITLES = { add: '+ add', change: '~ change', end: '- end' } as const

/** What a proposal would change, field by field, for people to read before they say yes. */
export function differenceOf({ changes }: Pick<Proposal, 'changes'>, files: readonly TrustFile[]): string[] {
  return changes.flatMap(({ kind, file, value, why }) => {
    const before = fieldsOf(files.find(({ name }) => name === file)?.value)
    const after = fieldsOf(value)
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    const differing = fields.filter((field) => before[field] !== after[field])
    return [
      `${TITLES[kind]}  ${String(value['label'])}  (${file}): ${why}`,
      ...differing.flatMap((field) => [
        ...(before[field] === undefined ? [] : [`    - ${field}: ${before[field]}`]),
        ...(after[field] === undefined ? [] : [`    + ${field}: ${after[field]}`]),
      ]),
    ]
  })
}

/** The certificate is told by its hash. */
function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const shown = Object.entries(value).filter(([field]) => field !== 'certificate')
  return Object.fromEntries(
    shown.map(([field, content]) => [field, typeof content === 'string' ? content : JSON.stringify(content)]),
  )
}
