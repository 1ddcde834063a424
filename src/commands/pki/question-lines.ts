/**
 * Questions, one a line, from a stream whose sender may be anybody. Certificates and lists are decoded while they come
 * in, so that a list of 100 MB costs its own size and not four times that.
 */
import type { Readable } from 'node:stream'
import type { Outcome } from '../../failures/failure.ts'
import { createBlobMemory } from './blob.ts'
import { LONGEST_LINE_BYTES, openQuestion, type QuestionFrame } from './question-frame.ts'

const NEWLINE = 0x0a

/**
 * Blank lines are passed over; what stands behind the last newline is a line too. A question's bytes are good until the
 * next question is asked for.
 */
export async function* questionLines(input: Readable): AsyncGenerator<Outcome<QuestionFrame>> {
  const memory = createBlobMemory((LONGEST_LINE_BYTES / 4) * 3)
  let question = openQuestion(memory)
  for await (const chunk of input) {
    const bytes: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    let from = 0
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, from)) {
      question.take(bytes.subarray(from, newline))
      from = newline + 1
      const ended = question.end()
      if (!isBlank(ended)) yield ended
      memory.reclaim()
      question = openQuestion(memory)
    }
    question.take(bytes.subarray(from))
  }
  const ended = question.end()
  if (!isBlank(ended)) yield ended
}

const isBlank = (frame: Outcome<QuestionFrame>): boolean => frame.ok && frame.value.json.trim() === ''
