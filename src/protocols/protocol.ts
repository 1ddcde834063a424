/** Protocols: how applications come to trust a session. A folder each, a line in compose; what they share stands here. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'

export interface Protocol {
  /** Everything below this path is the protocol's own. */
  readonly path: `/${string}`
  /**
   * Answers what needs no page: asked of every request before cookies, sessions and forms are read for pages.
   * @param goOn to the pages, where a request turns out to need one.
   * @returns false when the request is for the pages.
   */
  answer(request: IncomingMessage, response: ServerResponse, goOn: () => void): boolean
  /** What needs to know who is there. Forms are not read yet. */
  readonly behindSession: RequestHandler
  /** Its pages among those of the portal. */
  readonly pages: readonly RequestHandler[]
  /** Begins what the protocol does by itself, such as telling applications that a session is over. */
  start(): void
  /** Begins nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>
}
