/** Protocols: how applications come to trust a session. A folder each, a line in compose; what they share stands here. */
import type { RequestHandler } from 'express'

export interface Protocol {
  /** Everything below this path is the protocol's own. */
  readonly path: `/${string}`
  /** Requests of machines: asked before cookies, sessions and forms are read, and on their own for whatever they need. */
  readonly beforeSession: RequestHandler
  /** Requests of people: the browser's session is known. Forms are not read yet. */
  readonly behindSession: RequestHandler
  /** Its pages among those of the portal. */
  readonly pages: readonly RequestHandler[]
  /** Begins what the protocol does by itself, such as telling applications that a session is over. */
  start(): void
  /** Begins nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>
}
