import type { IncomingMessage } from 'node:http'

/** The body is longer than the caller's limit, announced or found out. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

const FIRST_GUESS_BYTES = 64 * 1024

/**
 * Collects a body in one block of memory of its own, chunk by chunk as it comes, so that no step copies the whole.
 * @throws BodyTooLarge, or the stream's own error when it breaks off.
 */
export async function readBody(message: IncomingMessage, maximumBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(message.headers['content-length'] ?? Number.NaN)
  if (announced > maximumBytes) {
    message.destroy()
    throw new BodyTooLarge(`${announced} bytes announced, at most ${maximumBytes} taken`)
  }
  let block = new ArrayBuffer(Number.isFinite(announced) ? announced : Math.min(FIRST_GUESS_BYTES, maximumBytes))
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    const needed = length + chunk.length
    if (needed > maximumBytes) throw new BodyTooLarge(`more than ${maximumBytes} bytes`)
    if (needed > block.byteLength)
      block = block.transfer(Math.min(Math.max(needed, 2 * block.byteLength), maximumBytes))
    new Uint8Array(block).set(chunk, length)
    length = needed
  }
  return new Uint8Array(length === block.byteLength ? block : block.transfer(length))
}
