/** Links in mails lead to the configured portal and nowhere else. */
import type { Letterhead } from './mail.ts'

/**
 * @param path of a page of the portal, with its query.
 * @throws when the result would leave the portal: a programming error, never a typing error of a person.
 */
export function portalLink({ portalOrigin }: Letterhead, path: string): string {
  const url = new URL(path, portalOrigin)
  if (url.origin !== portalOrigin || url.username !== '' || url.password !== '') {
    throw new Error('a link in a mail must lead to the portal')
  }
  return url.href
}
