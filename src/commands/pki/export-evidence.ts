import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WholeEvidence } from '../../sign-in/methods/smart-card/replay.ts'
import { instant } from './explanation.ts'

/**
 * Writes what a decision rests on as DER files, and the whole record as `evidence.json`.
 * @returns the command line that judges them by path and revocation alone, without the operator's own rules.
 */
export async function exportEvidence(whole: WholeEvidence, folder: string): Promise<string> {
  const { evidence, presented, inForce, statements } = whole
  const { authorities } = inForce.trust
  const reached = authorities.filter(({ sha256 }) => sha256 === evidence.authoritySha256)
  const files = [
    ...(reached.length > 0 ? reached : authorities).map(({ sha256, certificate }) => {
      return { option: '--anchor', name: `authority-${sha256.slice(0, 16)}.der`, bytes: certificate.der }
    }),
    ...(presented === undefined ? [] : [{ option: '--cert', name: 'certificate.der', bytes: presented.leaf }]),
    ...(presented?.candidates ?? []).map((bytes, index) => {
      return { option: '--candidate', name: `candidate-${index + 1}.der`, bytes }
    }),
    ...statements.map(({ kind, der }, index) => {
      const option = kind === 'ocsp' ? '--ocsp' : '--crl'
      return { option, name: `statement-${index + 1}.${kind === 'ocsp' ? 'ocsp' : 'crl'}`, bytes: der }
    }),
  ]
  await mkdir(folder, { recursive: true })
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes)
  await writeFile(join(folder, 'evidence.json'), `${JSON.stringify(evidence, undefined, 2)}\n`)
  const options = files.map(({ option, name }) => `${option} ${join(folder, name)}`)
  return `parvis pki verify ${options.join(' ')} --at ${instant(evidence.examinedAt)}`
}
