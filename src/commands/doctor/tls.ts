import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tlsMistake } from '../../settings/files.ts'
import { type Check, type Finding, fine, problem, warning } from './finding.ts'

const DAY_MILLISECONDS = 86_400_000
const WARNED_DAYS = 30

/** A listener's key and certificate belong together, cover its names, and are valid today and for a while. */
export const checkTls =
  (listener: 'portal' | 'card'): Check =>
  async (settings, clock) => {
    const mistake = tlsMistake(settings, listener)
    if (mistake !== undefined)
      return problem(mistake, 'ask your authority for a certificate of these names, and put its key beside it')
    return datesFinding(settings[listener].tls.certificateFile, clock.now())
  }

function datesFinding(file: string, at: number): Finding {
  const { validFromDate, validToDate } = new X509Certificate(readFileSync(file))
  const daysLeft = Math.floor((validToDate.getTime() - at) / DAY_MILLISECONDS)
  const renew = 'renew it; Parvis reads it at its next start'
  if (at < validFromDate.getTime())
    return problem(
      `${file} is valid only from ${validFromDate.toISOString()}`,
      'check the clock of this machine, then the certificate',
    )
  if (daysLeft < 0) return problem(`${file} expired on ${validToDate.toISOString()}`, renew)
  const left = `${file} is valid for ${daysLeft} more days`
  return daysLeft < WARNED_DAYS ? warning(left, renew) : fine(left)
}
