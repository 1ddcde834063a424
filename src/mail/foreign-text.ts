/**
 * What other people typed (a case title, a name), made harmless in a mail that readers trust: one line, no control or
 * bidi character, bounded, and no address that a mail program would turn into a link.
 */
export function foreignText(typed: string): string {
  const wordJoiner = '\u2060'
  const line = typed
    .slice(0, 4 * longest)
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const letters = [...line]
  const bounded = letters.length > longest ? `${letters.slice(0, longest).join('')}…` : line
  return bounded.replace(/:(?=\/\/)|@(?=[\p{L}\p{N}])|\.(?=[\p{L}\p{N}]{2})/gu, (mark) => `${mark}${wordJoiner}`)
}

const longest = 200
