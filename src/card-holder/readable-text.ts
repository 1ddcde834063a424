const LONGEST_CHARACTERS = 256

/** Controls, line ends, direction marks, unassigned and private characters: what deceives a reader or breaks a line. */
const UNREADABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

/** A name's text as people may be shown it, in one Unicode form (NFC); what cannot be shown becomes U+FFFD. */
export function toReadableText(text: string): string {
  const readable = text.normalize('NFC').replace(UNREADABLE, '\u{FFFD}').trim()
  return readable.length > LONGEST_CHARACTERS ? `${readable.slice(0, LONGEST_CHARACTERS)}\u{FFFD}` : readable
}

export const isMarkedUnreadable = (text: string): boolean => text.includes('\u{FFFD}')
