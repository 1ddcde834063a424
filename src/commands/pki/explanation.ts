/** A verdict for somebody on the telephone: what was asked, every check in order with its clause, what was found, the end. */
import { createHash } from 'node:crypto'
import { parseCertificate } from '../../pki/certificate.ts'
import type { ValidationVerdict } from '../../pki/certificate-validation.ts'
import type { CheckRecord } from '../../pki/checks/check.ts'
import { toHexadecimal } from '../../pki/der/octets.ts'
import { nameToText } from '../../pki/name/name-to-text.ts'
import type { Question } from './question.ts'

export const explain = (question: Question, verdict: ValidationVerdict): string[] => [
  ...describeQuestion(question),
  '',
  ...describeChecks(verdict),
  ...describeEnd(verdict),
]

function describeQuestion({ leaf, at, purpose, revocation, anchors, candidates, crls, ocsps }: Question): string[] {
  const certificate = parseCertificate(leaf)
  const facts = certificate.ok
    ? {
        Certificate: nameToText(certificate.value.subject),
        Issuer: nameToText(certificate.value.issuer),
        'Serial number': toHexadecimal(certificate.value.serialNumber),
        Validity: `${instant(certificate.value.notBeforeAt)} to ${instant(certificate.value.notAfterAt)}`,
      }
    : { Certificate: 'not readable as a certificate' }
  const asked = {
    ...facts,
    'SHA-256': createHash('sha256').update(leaf).digest('hex'),
    'Looked at': `${instant(at)}, for ${purpose}, revocation ${revocation}`,
    With: `anchors: ${anchors.length}, candidates: ${candidates.length}, CRLs: ${crls.length}, OCSP responses: ${ocsps.length}`,
  }
  return Object.entries(asked).map(([title, text]) => `${title.padEnd(15)}${text}`)
}

/** Under a heading for each certificate; ends with an empty line unless there is nothing to say. */
export function describeChecks({ checks }: Pick<ValidationVerdict, 'checks'>): string[] {
  const ofPath = new Set(checks.flatMap(({ check, position }) => (check === 'issuer-name' ? [position] : [])))
  const lines: string[] = []
  let heading: string | undefined
  for (const check of checks) {
    const next = headingOf(check, ofPath)
    if (next !== heading) lines.push(next)
    heading = next
    lines.push(...describeCheck(check))
  }
  return lines.length === 0 ? [] : [...lines, '']
}

/** @param ofPath positions below the anchor: only the anchor is not asked for the name of an issuer. */
function headingOf({ check, position }: CheckRecord, ofPath: ReadonlySet<number | undefined>): string {
  if (position === undefined) return 'Offered'
  if (check === 'revocation') return 'Revocation'
  if (!ofPath.has(position)) return `Anchor (${position})`
  return position === 0 ? 'Certificate 0, the one in question' : `Certificate ${position}`
}

function describeCheck({ check, clause, position, passed, found }: CheckRecord): string[] {
  const subject = check === 'revocation' ? `certificate ${position}` : check
  return [`  ${passed ? 'ok  ' : 'FAIL'}  ${subject.padEnd(24)} ${clause}`, `        ${found()}`]
}

function describeEnd(verdict: ValidationVerdict): string[] {
  if (verdict.verdict === 'invalid') {
    const { code, explanation } = verdict.failure
    return [`INVALID: ${code}`, `  ${explanation}`]
  }
  const { path, policies } = verdict
  const names = [...path.certificates.map(({ subject }) => subject), path.anchor.name].map(nameToText)
  return [
    'VALID',
    ...names.map((name, depth) => `  ${'  '.repeat(depth)}${name}`),
    `  policies: ${policies.join(', ') || 'none'}`,
  ]
}

export const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
