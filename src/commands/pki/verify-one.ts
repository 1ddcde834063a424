import { type Outcome, succeed } from '../../failures/failure.ts'
import { ANY_POLICY_ACCEPTED } from '../../pki/path-state.ts'
import { type CommandContext, EXIT, type ExitStatus, type Invocation, type OptionValue } from '../command.ts'
import { type PemLabel, readDerFile } from './certificate-files.ts'
import { explain } from './explanation.ts'
import { answer, type Question } from './question.ts'
import { parseInstant } from './question-json.ts'
import { verdictJson } from './verdict-json.ts'

export async function verifyOne(context: CommandContext, options: Invocation['options']): Promise<ExitStatus> {
  const at = options['at'] === undefined ? context.clock.now() : parseInstant(String(options['at']))
  if (at === undefined) {
    context.complain('parvis pki verify: --at is no instant; write it as 2026-11-22T12:00:00Z')
    return EXIT.usage
  }
  const question = readFiles(options, at)
  if (!question.ok) return context.refuse(question.failure)
  const verdict = answer(question.value)
  if (options['json'] === true) context.print(JSON.stringify(verdictJson(verdict), undefined, 2))
  else for (const line of explain(question.value, verdict)) context.print(line)
  return verdict.verdict === 'valid' ? EXIT.done : EXIT.failed
}

function readFiles(options: Invocation['options'], at: number): Outcome<Question> {
  const anchors = readAll(options['anchor'], 'CERTIFICATE')
  if (!anchors.ok) return anchors
  const leaf = readDerFile(String(options['cert']), 'CERTIFICATE')
  if (!leaf.ok) return leaf
  const candidates = readAll(options['candidate'], 'CERTIFICATE')
  if (!candidates.ok) return candidates
  const crls = readAll(options['crl'], 'X509 CRL')
  if (!crls.ok) return crls
  const ocsps = readAll(options['ocsp'], 'OCSP RESPONSE')
  if (!ocsps.ok) return ocsps
  const [certificate, ...beside] = leaf.value
  return succeed({
    anchors: anchors.value,
    leaf: certificate,
    candidates: [...beside, ...candidates.value],
    crls: crls.value,
    ocsps: ocsps.value,
    at,
    purpose: options['purpose'] as Question['purpose'],
    requiredExtendedKeyUsages: [],
    revocation: options['revocation'] as Question['revocation'],
    policies: ANY_POLICY_ACCEPTED,
    allowDsa: false,
    anchorConstraints: 'all-but-policies',
  })
}

function readAll(files: OptionValue, label: PemLabel): Outcome<Uint8Array[]> {
  const ders: Uint8Array[] = []
  for (const file of Array.isArray(files) ? files : []) {
    const read = readDerFile(file, label)
    if (!read.ok) return read
    ders.push(...read.value)
  }
  return succeed(ders)
}
