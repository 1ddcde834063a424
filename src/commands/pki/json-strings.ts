/** Tells the strings of JSON from what stands between them, while the bytes come in. */
export interface JsonStringListener {
  /** Whatever is in no string. */
  between(bytes: Buffer): void
  open(): void
  /** A piece of the string that is open. */
  inside(bytes: Buffer): void
  /** One character of it that stood behind a backslash. */
  escaped(character: Buffer): void
  close(): void
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c]

/** @returns takes the next bytes. */
export function scanJsonStrings(listener: JsonStringListener): (bytes: Buffer) => void {
  let inString = false
  let afterBackslash = false
  return (bytes) => {
    let quote = -1
    let at = 0
    while (at < bytes.length) {
      if (afterBackslash) {
        afterBackslash = false
        listener.escaped(bytes.subarray(at, ++at))
        continue
      }
      if (quote < at) quote = indexOrEnd(bytes, QUOTE, at)
      const piece = bytes.subarray(at, quote)
      const backslash = inString ? piece.indexOf(BACKSLASH) : -1
      if (backslash >= 0) {
        listener.inside(piece.subarray(0, backslash))
        afterBackslash = true
        at += backslash + 1
        continue
      }
      if (inString) listener.inside(piece)
      else listener.between(piece)
      at = quote + 1
      if (quote === bytes.length) return
      if (inString) listener.close()
      else listener.open()
      inString = !inString
    }
  }
}

function indexOrEnd(bytes: Buffer, octet: number, from: number): number {
  const index = bytes.indexOf(octet, from)
  return index < 0 ? bytes.length : index
}
