/** Base64 that comes in pieces, decoded at once. */
export interface Blob {
  write(base64: Buffer): void
  /** What was written makes no base64, whatever follows. */
  spoil(): void
  /** @returns undefined when all of it together is no base64. */
  bytes(): Uint8Array | undefined
}

const SMALL_BYTES = 16 * 1024
/** From here on all the room there may be is taken at once: pages that are never written cost no memory, copies would. */
const LARGE_BYTES = 4 * 1024 * 1024

/** Room for the large ones, used again and again: garbage of this size would pile up between two collections. */
export interface BlobMemory {
  take(bytes: number): Buffer
  /** What was taken until now is read no more. */
  reclaim(): void
}

export function createBlobMemory(): BlobMemory {
  let kept: Buffer | undefined
  let isTaken = false
  return {
    take(bytes) {
      if (isTaken) return Buffer.allocUnsafeSlow(bytes)
      if (kept === undefined || kept.length < bytes) kept = Buffer.allocUnsafeSlow(bytes)
      isTaken = true
      return kept
    },
    reclaim() {
      isTaken = false
    },
  }
}

/** @param mostBytes that will be written, decoded. */
export function createBlob(mostBytes: number, memory: BlobMemory): Blob {
  let decoded: Buffer = Buffer.allocUnsafeSlow(SMALL_BYTES)
  let used = 0
  let characters = 0
  let padding = 0
  let carry = ''
  let spoilt = false

  function reserve(more: number): void {
    if (used + more <= decoded.length) return
    const wanted = Math.max(used + more, decoded.length * 4)
    const larger =
      wanted <= LARGE_BYTES ? Buffer.allocUnsafeSlow(wanted) : memory.take(Math.max(used + more, mostBytes))
    decoded.copy(larger, 0, 0, used)
    decoded = larger
  }

  function decode(quads: string): void {
    reserve((quads.length / 4) * 3 + 3)
    used += decoded.write(quads, used, 'base64')
  }

  return {
    write(base64) {
      const text = carry + base64.toString('latin1')
      const whole = text.length - (text.length % 4)
      decode(text.slice(0, whole))
      carry = text.slice(whole)
      characters += base64.length
      if (base64.length > 0) padding = paddingOf(text)
    },
    spoil() {
      spoilt = true
    },
    bytes() {
      decode(carry)
      carry = ''
      // Whatever is no base64, and whatever follows padding, is passed over by the decoder: then less comes out.
      const due = Math.floor(((characters - padding) * 3) / 4)
      const isWhole =
        !spoilt && used === due && (padding === 0 || characters % 4 === 0) && (characters - padding) % 4 !== 1
      return isWhole ? decoded.subarray(0, used) : undefined
    },
  }
}

const paddingOf = (text: string): number => (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)

export function decodeBase64(text: string): Uint8Array | undefined {
  const blob = createBlob(0, createBlobMemory())
  blob.write(Buffer.from(text, 'latin1'))
  return blob.bytes()
}
