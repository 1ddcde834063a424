/** Makes the test PKI once, into a folder that git ignores; the next calls find it and add only what is missing. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Random } from '../src/ports/random.ts'
import { AUTHORITIES, AUTHORITY_IDS, type AuthorityId, PUBLISHING_AUTHORITIES } from './authorities.ts'
import { readAuthority } from './authority.ts'
import { EVERY_CARD } from './cards.ts'
import { YEAR_MS } from './durations.ts'
import { makeAuthority } from './make-authority.ts'
import { emptyManifest, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { openPki, type TestPki } from './pki.ts'
import { EMPTY_REGISTER, type RegisterEntry, writeRegister } from './register.ts'
import { serialNumber, systemRandom } from './serial-number.ts'

/** A year on, everything is made anew: long before the card that is "not yet valid" becomes valid. */
const FRESH_FOR_MS = YEAR_MS

export interface PkiRequest {
  /** Made beside it under a passing name first, so its parent too should be ignored by git. */
  readonly folder: string
  /** Now, epoch milliseconds: every validity counts from the first making. */
  readonly at: number
  /** Where the revocation server will answer; written in every certificate. No slash at the end. */
  readonly baseUrl: string
  /** `rsa`: as in the field. `quick`: P-256 wherever the kind of key is not the point. */
  readonly keys?: Manifest['keys']
  /** Names of people and recipes; all of them when absent. */
  readonly cards?: readonly string[]
  readonly random?: Random
}

/**
 * @returns the PKI of the folder, made if there is none, if it is over a year old, or if it was made for another base URL.
 * @throws when the folder holds something else: nothing that this room did not write is ever removed.
 */
export async function generatePki(request: PkiRequest): Promise<TestPki> {
  const folder = resolve(request.folder)
  const { at, baseUrl, keys = 'rsa', cards = EVERY_CARD, random = systemRandom } = request
  if (!isFresh(folder, { at, baseUrl, keys })) {
    refuseForeignFolder(folder)
    mkdirSync(dirname(folder), { recursive: true })
    const temporary = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
    try {
      await makeHierarchies(temporary, { at, baseUrl, keys, random })
      await fill(openPki(temporary, random), cards, at)
      replace(folder, temporary, () => isFresh(folder, { at, baseUrl, keys }))
    } finally {
      rmSync(temporary, { recursive: true, force: true })
    }
  }
  const pki = openPki(folder, random)
  await fill(pki, cards, at)
  return pki
}

type Making = Pick<Manifest, 'baseUrl' | 'keys'> & { readonly at: number }

function isFresh(folder: string, wanted: Making): boolean {
  const made = readManifest(folder)
  return (
    made !== null &&
    made.baseUrl === wanted.baseUrl &&
    made.keys === wanted.keys &&
    wanted.at >= made.madeAt &&
    wanted.at < made.madeAt + FRESH_FOR_MS
  )
}

function refuseForeignFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'manifest.json')))
    throw new Error(`${folder} is not empty and holds no test PKI: choose another folder, or remove it yourself.`)
}

/** Side by side, each after those it needs: its issuer's key, and for an impostor the identifier that it copies. */
async function makeHierarchies(folder: string, making: Making & { random: Random }): Promise<void> {
  const { at, baseUrl, keys, random } = making
  mkdirSync(join(folder, 'authorities'))
  const started = new Map<AuthorityId, Promise<RegisterEntry>>()
  const start = (id: AuthorityId): Promise<RegisterEntry> => {
    const entry = started.get(id) ?? make(id)
    started.set(id, entry)
    return entry
  }
  async function make(id: AuthorityId): Promise<RegisterEntry> {
    const { issuer, imitates = null } = AUTHORITIES[id]
    const other = issuer === id ? null : issuer
    for (const needed of [other, imitates]) if (needed !== null) await start(needed)
    return makeAuthority({
      id,
      folder,
      at,
      baseUrl,
      keyKind: keys === 'rsa' ? 'rsa-2048' : 'p-256',
      serial: () => serialNumber(random),
      issuer: other === null ? null : readAuthority(folder, other),
      imitated: imitates === null ? null : readAuthority(folder, imitates),
    })
  }
  const entries = await Promise.all(AUTHORITY_IDS.map(start))
  writeRegister(folder, { ...EMPTY_REGISTER, entries })
  writeManifest(folder, emptyManifest({ madeAt: at, baseUrl, keys }))
}

/** The cards, the portal's and the card origin's server certificates, and the lists, where they are not there yet. */
async function fill(pki: TestPki, cards: readonly string[], at: number): Promise<void> {
  await pki.issueCards(cards, at)
  await pki.serverCertificate('portal', ['localhost', '127.0.0.1', '::1'], at)
  await pki.serverCertificate('card', ['carte.localhost', '*.carte.localhost', 'localhost', '127.0.0.1', '::1'], at)
  for (const id of PUBLISHING_AUTHORITIES) pki.revocationList(id, at)
}

/** The new folder takes the place of the old one; if somebody was faster, theirs stays. */
function replace(folder: string, made: string, isAlreadyThere: () => boolean): void {
  if (isAlreadyThere()) return
  const old = existsSync(folder) ? mkdtempSync(`${made}-old-`) : null
  if (old !== null) renameSync(folder, join(old, 'pki'))
  renameSync(made, folder)
  if (old !== null) rmSync(old, { recursive: true })
}
