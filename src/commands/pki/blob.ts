/** Base64 that comes in pieces, decoded at once. */
export interface Blob {
  write(base64: Buffer): void
  /** What was written makes no base64, whatever follows. */
  spoil(): void
  /** The end of it. @returns undefined when all of it together is no base64. */
  close(): Uint8Array | undefined
}

/** Room for blobs one behind the other, used again for the next ones: garbage of this size would pile up. */
export interface BlobMemory {
  /** One blob at a time: each is closed before the next is opened. */
  open(): Blob
  /** The blobs made until now are read no more. */
  reclaim(): void
}

/** @param mostBytes of all blobs together, decoded; memory that is never written is never taken. */
export function createBlobMemory(mostBytes: number): BlobMemory {
  let memory: Buffer | undefined
  let used = 0
  return {
    open() {
      memory ??= Buffer.allocUnsafeSlow(mostBytes)
      return openBlob(memory, used, (end) => {
        used = end
      })
    },
    reclaim() {
      used = 0
    },
  }
}

function openBlob(memory: Buffer, start: number, moved: (end: number) => void): Blob {
  let end = start
  let characters = 0
  let padding = 0
  let carry = ''
  let spoilt = false

  function decode(quads: string): void {
    end += memory.write(quads, end, 'base64')
    moved(end)
  }

  return {
    write(base64) {
      for (let from = 0; from < base64.length; from += PIECE_CHARACTERS) {
        const text = carry + base64.toString('latin1', from, from + PIECE_CHARACTERS)
        const whole = text.length - (text.length % 4)
        decode(text.slice(0, whole))
        carry = text.slice(whole)
        padding = paddingOf(text)
      }
      characters += base64.length
    },
    spoil() {
      spoilt = true
    },
    close() {
      decode(carry)
      // Whatever is no base64, follows padding, or finds no room is passed over by the decoder: then less comes out.
      const due = Math.floor(((characters - padding) * 3) / 4)
      const isWhole = (padding === 0 || characters % 4 === 0) && (characters - padding) % 4 !== 1
      return !spoilt && isWhole && end - start === due ? memory.subarray(start, end) : undefined
    },
  }
}

/** Text on its way is short-lived and small. */
const PIECE_CHARACTERS = 8 * 1024

const paddingOf = (text: string): number => (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0)

export function decodeBase64(text: string): Uint8Array | undefined {
  const blob = createBlobMemory(text.length).open()
  blob.write(Buffer.from(text, 'latin1'))
  return blob.close()
}
