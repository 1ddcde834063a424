/** Files that people have: PEM with any number of blocks and text around them, or DER. */
import { readFileSync } from 'node:fs'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { decodeBase64 } from './blob.ts'

export const fileUnreadable = defineFailure<{ file: string; reason: string }>(
  'verify.file-unreadable',
  'invalid-input',
  'A file does not hold what it was given for.',
  ({ file, reason }) => `${file}: ${reason}.`,
)

export type PemLabel = 'CERTIFICATE' | 'X509 CRL' | 'OCSP RESPONSE'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g
const SEQUENCE = 0x30

/** @returns the DER of every object in the file, at least one; what they are is for the reader of DER to say. */
export function readDerFile(file: string, label: PemLabel): Outcome<readonly [Uint8Array, ...Uint8Array[]]> {
  const unreadable = (reason: string) => fail(fileUnreadable({ file, reason }))
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch (error) {
    return unreadable(`it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  if (content[0] === SEQUENCE && !content.subarray(0, 20).includes('-----BEGIN')) return succeed([content])
  const ders: Uint8Array[] = []
  for (const [, found, body = ''] of content.toString('latin1').matchAll(BLOCK)) {
    if (found !== label) continue
    const der = decodeBase64(body.replace(/\s/g, ''))
    if (der === undefined) return unreadable('a PEM block is no base64')
    ders.push(der)
  }
  const [first, ...more] = ders
  return first === undefined ? unreadable(`neither DER nor PEM with a ${label}`) : succeed([first, ...more])
}
