/** As long as an application's address with the page that was wanted there. */
const LONGEST = 2_000

/**
 * A path of this portal to go back to, out of something a stranger may have written. Anything that a browser could read
 * as another origin becomes the fallback (threat of open redirects: `//`, `/\`, tabs, encoded slashes).
 */
export function localPath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || value.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value)) return fallback
  // In the query an encoded slash is data: a page on the way to another one has it there.
  const [path = ''] = value.split('?', 1)
  if (value.includes('\\') || /%(2f|5c)/i.test(path) || /%[01][0-9a-f]/i.test(value)) return fallback
  const parsed = URL.parse(value, 'https://portal.invalid')
  // Dots that are taken away may leave two slashes in front: `/.//elsewhere.example`.
  return parsed?.origin === 'https://portal.invalid' && !parsed.pathname.startsWith('//')
    ? parsed.pathname + parsed.search
    : fallback
}
