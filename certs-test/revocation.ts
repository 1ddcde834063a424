/** What the authorities say of the certificates they issued: revoked, held, released; CRL and OCSP tell it. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AuthorityId, PUBLISHING_AUTHORITIES } from './authorities.ts'
import type { Authority } from './authority.ts'
import { issueRevocationList } from './certificate-revocation-list.ts'
import { DAY_MS } from './durations.ts'
import type { OcspStatus } from './ocsp-response.ts'
import { type Register, type RegisterEntry, readRegister, writeRegister } from './register.ts'
import type { RevocationReason } from './revocation-reason.ts'
import { writeAtOnce } from './write-at-once.ts'

/** A new list each day, good for a week: RGS asks for 24 h, a demo stopped for a weekend should start unharmed. */
const LIST_RENEWED_AFTER_MS = DAY_MS
const LIST_VALIDITY_MS = 7 * DAY_MS

export interface RevocationDesk {
  /** For good. A certificate on hold may be revoked; one that is revoked stays so. */
  revoke(serial: string, reason: RevocationReason, at: number): void
  hold(serial: string, at: number): void
  /** Ends a hold, and nothing else. */
  unhold(serial: string, at: number): void
  /** A new list, whatever the age of the last one. */
  reissueList(authority: AuthorityId, at: number): void
  /** The list in force, DER; made anew when it is more than a day old. */
  revocationList(authority: AuthorityId, at: number): Buffer
  status(authority: AuthorityId, serial: string): OcspStatus
}

export const listFile = (folder: string, id: AuthorityId) => join(folder, 'crl', `${id}.crl`)

export function openRevocationDesk(folder: string, authorityOf: (id: AuthorityId) => Authority): RevocationDesk {
  function issueList(id: AuthorityId, register: Register, at: number): Register {
    const number = (register.lists[id]?.number ?? 0) + 1
    const revoked = register.entries.flatMap(({ authority, serial, revocation }) =>
      authority === id && revocation !== null ? [{ serial: BigInt(`0x${serial}`), ...revocation }] : [],
    )
    const content = { number, thisUpdateAt: at, nextUpdateAt: at + LIST_VALIDITY_MS, revoked }
    mkdirSync(join(folder, 'crl'), { recursive: true })
    writeAtOnce(listFile(folder, id), issueRevocationList(content, authorityOf(id)))
    return { ...register, lists: { ...register.lists, [id]: { number, thisUpdateAt: at } } }
  }

  function change(serial: string, at: number, revocationOf: (entry: RegisterEntry) => RegisterEntry['revocation']) {
    const wanted = serial.toLowerCase()
    const register = readRegister(folder)
    const found = register.entries.find((entry) => entry.serial === wanted)
    if (found === undefined) throw new Error(`No test authority has issued a certificate with serial number ${wanted}.`)
    const revocation = revocationOf(found)
    const entries = register.entries.map((entry) => (entry === found ? { ...entry, revocation } : entry))
    const changed = { ...register, entries }
    const listed = PUBLISHING_AUTHORITIES.includes(found.authority)
    writeRegister(folder, listed ? issueList(found.authority, changed, at) : changed)
  }

  return {
    revoke: (serial, reason, at) =>
      change(serial, at, ({ revocation }) =>
        revocation === null || revocation.reason === 'certificateHold' ? { reason, revokedAt: at } : revocation,
      ),
    hold: (serial, at) =>
      change(serial, at, ({ revocation }) => revocation ?? { reason: 'certificateHold', revokedAt: at }),
    unhold: (serial, at) =>
      change(serial, at, ({ revocation }) => (revocation?.reason === 'certificateHold' ? null : revocation)),
    reissueList: (id, at) => writeRegister(folder, issueList(id, readRegister(folder), at)),
    revocationList(id, at) {
      const register = readRegister(folder)
      const last = register.lists[id]
      const inForce = last !== undefined && at >= last.thisUpdateAt && at < last.thisUpdateAt + LIST_RENEWED_AFTER_MS
      if (!inForce) writeRegister(folder, issueList(id, register, at))
      return readFileSync(listFile(folder, id))
    },
    status(id, serial) {
      const entry = readRegister(folder).entries.find(
        (candidate) => candidate.authority === id && candidate.serial === serial,
      )
      if (entry === undefined) return { status: 'unknown' }
      return entry.revocation === null ? { status: 'good' } : { status: 'revoked', ...entry.revocation }
    },
  }
}
