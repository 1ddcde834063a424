import { stat } from 'node:fs/promises'
import { secretKeyMistake } from '../../settings/files.ts'
import { type Check, fine, problem, warning } from './finding.ts'

const READABLE_BY_OTHERS = 0o004

/** The sealing key is there, whole, and nobody else's to read. */
export const checkSecretKey: Check = async ({ secretKeyFile }) => {
  const mistake = secretKeyMistake(secretKeyFile)
  if (mistake !== undefined)
    return problem(mistake, 'without it nothing sealed can be opened; restore it from your backup if there was one')
  const { mode } = await stat(secretKeyFile)
  return (mode & READABLE_BY_OTHERS) === 0
    ? fine(secretKeyFile)
    : warning(`${secretKeyFile} is readable by every user of this machine`, `chmod 600 ${secretKeyFile}`)
}
