/** Changes to the trust folder: what the whole store would be is judged first, then each file is replaced at once. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { TrustFile } from '../../adapters/trust-folder.ts'
import { readTrustStore, type TrustStore } from '../../card-holder/trust-store.ts'
import type { Outcome } from '../../failures/failure.ts'

/** A file with its new content; undefined: it goes. */
export interface TrustFileChange {
  readonly name: string
  readonly value: object | undefined
}

/** @returns the store as it will be, or every mistake in it; nothing is written. */
export function judgeChanges(files: readonly TrustFile[], changes: readonly TrustFileChange[]): Outcome<TrustStore> {
  const kept = files.filter(({ name }) => !changes.some((change) => change.name === name))
  return readTrustStore([...kept, ...changes.filter(({ value }) => value !== undefined)])
}

/** Additions and replacements before removals: whoever reads meanwhile misses no authority. */
export function writeChanges(folder: string, changes: readonly TrustFileChange[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const { name, value } of changes) if (value !== undefined) writeAtOnce(join(folder, name), value)
  for (const { name, value } of changes) if (value === undefined) rmSync(join(folder, name))
  syncFolder(folder)
}

export function writeAtOnce(path: string, value: object): void {
  const passing = `${path}.new`
  const file = openSync(passing, 'w', 0o600)
  try {
    writeSync(file, `${JSON.stringify(value, undefined, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(passing, path)
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** `certeurope-eid-user-1a2b3c4d.json`: the label for people, the beginning of the hash against namesakes. */
export function fileNameFor(label: string, sha256: string): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return `${words.replace(/^-|-$/g, '').slice(0, 60) || 'authority'}-${sha256.slice(0, 8)}.json`
}

/** What the folder holds, as one hash: a proposal is made for one state and applied to no other. */
export const stateOf = (files: readonly TrustFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify(files.map(({ name, value }) => [name, value])))
    .digest('hex')
