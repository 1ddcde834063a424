import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { isNull, readAlgorithmIdentifier } from './algorithm-identifier.ts'

export interface PssParameters {
  readonly hash: string
  readonly saltOctets: number
}

const MGF1 = '1.2.840.113549.1.1.8'
const LONGEST_SALT_OCTETS = 64

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** RFC 4055 §3.1. The mask generation function must use the hash of the signature, as everybody's does. */
export function readPssParameters(reader: DerReader): PssParameters {
  return reader.sequence(() => {
    const hash = field(reader, 0, () => readHash(reader)) ?? 'sha1'
    const maskHash = field(reader, 1, () => readMaskGeneration(reader)) ?? 'sha1'
    const saltOctets = field(reader, 2, () => reader.smallInteger()) ?? 20
    const trailer = field(reader, 3, () => reader.smallInteger()) ?? 1
    if (maskHash !== hash) refuse('two different hashes')
    if (trailer !== 1) refuse('no such trailer field')
    if (saltOctets > LONGEST_SALT_OCTETS) refuse('salt too long')
    return { hash, saltOctets }
  })
}

function field<Value>(reader: DerReader, number: number, read: () => Value): Value | undefined {
  const tag = contextConstructed(number)
  return reader.optional(tag, () => reader.inside(tag, read))
}

function readHash(reader: DerReader): string {
  const { algorithm, parameters } = readAlgorithmIdentifier(reader)
  if (parameters !== undefined && !isNull(parameters)) refuse('hash with parameters')
  return HASHES[algorithm] ?? refuse('no such hash')
}

function readMaskGeneration(reader: DerReader): string {
  return reader.sequence(() => {
    if (reader.objectIdentifier() !== MGF1) refuse('no such mask generation function')
    return readHash(reader)
  })
}
