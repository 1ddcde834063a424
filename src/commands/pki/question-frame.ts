import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Blob, BlobMemory } from './blob.ts'
import { scanJsonStrings } from './json-strings.ts'

/** A list of 100 MB, and what goes with it. */
export const LONGEST_LINE_BYTES = 160 * 1024 * 1024
/** What is left of a line when its long strings are put aside. */
const LONGEST_FRAME_BYTES = 2 * 1024 * 1024
/** Shorter strings stay where they are. */
const SHORT_STRING_BYTES = 256

export const questionTooLong = defineFailure<{ limitBytes: number }>(
  'verify.question-too-long',
  'invalid-input',
  'A question is longer than the budget of one line.',
  ({ limitBytes }) => `At most ${limitBytes} bytes, ${LONGEST_FRAME_BYTES} of them outside of base64.`,
)

/** One line of JSON, its long strings, which are base64, decoded and put aside. */
export interface QuestionFrame {
  /** The line; where a long string stood, `BLOB` and its position among the blobs, which is undefined for no base64. */
  readonly json: string
  readonly blobs: readonly (Uint8Array | undefined)[]
}

/** Whoever writes it himself points at a string of his own line. */
export const BLOB = '@blob:'

interface OpenString {
  readonly framed: Buffer[]
  length: number
  /** Other than `\/`: then it is no base64. */
  hasEscapes: boolean
  blob: Blob | undefined
}

const SLASH = 0x2f

export interface OpenQuestion {
  take(bytes: Buffer): void
  end(): Outcome<QuestionFrame>
}

export function openQuestion(memory: BlobMemory): OpenQuestion {
  const frame: Buffer[] = []
  const blobs: (Uint8Array | undefined)[] = []
  let length = 0
  let frameLength = 0
  let string: OpenString = openString()

  function framed(bytes: Buffer): Buffer {
    frameLength += bytes.length
    return Buffer.from(bytes)
  }

  function inside(bytes: Buffer): void {
    if (string.blob !== undefined) return string.blob.write(bytes)
    string.framed.push(framed(bytes))
    string.length += bytes.length
    if (string.length <= SHORT_STRING_BYTES || string.hasEscapes) return
    string.blob = memory.open()
    for (const piece of string.framed) string.blob.write(piece)
  }

  const scan = scanJsonStrings({
    between: (bytes) => frame.push(framed(bytes)),
    open: () => {
      string = openString()
    },
    inside,
    escaped: (character) => {
      if (character[0] === SLASH) return inside(character)
      string.hasEscapes = true
      string.blob?.spoil()
      inside(Buffer.from(`\\${character.toString('latin1')}`, 'latin1'))
    },
    close: () => {
      const { blob, framed } = string
      const content = blob === undefined ? framed : [Buffer.from(`${BLOB}${blobs.push(blob.close()) - 1}`)]
      frame.push(Buffer.from('"'), ...content, Buffer.from('"'))
    },
  })

  return {
    take(bytes) {
      length += bytes.length
      if (length > LONGEST_LINE_BYTES || frameLength > LONGEST_FRAME_BYTES) return
      scan(bytes)
    },
    end() {
      if (length > LONGEST_LINE_BYTES || frameLength > LONGEST_FRAME_BYTES) {
        return fail(questionTooLong({ limitBytes: LONGEST_LINE_BYTES }))
      }
      return succeed({ json: Buffer.concat(frame).toString(), blobs })
    },
  }
}

const openString = (): OpenString => ({ framed: [], length: 0, hasEscapes: false, blob: undefined })
