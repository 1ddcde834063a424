/** Instants as people read them. The zone is named, because the expertise may be overseas and the reader too. */
import type { MailLocale } from './mail.ts'

const timeZone = 'Europe/Paris'
const locales = { fr: 'fr-FR', en: 'en-GB' }
const zoneNames = { fr: 'heure de Paris', en: 'Paris time' }

/** @throws when there is no instant: Intl would silently write the present one. */
const written = (options: Intl.DateTimeFormatOptions) => (at: number, locale: MailLocale) => {
  if (!Number.isFinite(at)) throw new RangeError('an instant is missing in a mail')
  return `${new Intl.DateTimeFormat(locales[locale], { ...options, timeZone }).format(at)} (${zoneNames[locale]})`
}

/** « 14:32 (heure de Paris) » */
export const writtenTime = written({ timeStyle: 'short' })

/** « 3 mars 2026 à 14:32 (heure de Paris) » */
export const writtenInstant = written({ dateStyle: 'long', timeStyle: 'short' })
