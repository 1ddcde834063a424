import type { ErrorRequestHandler } from 'express'
import express from 'express'
import session, { type Store } from 'express-session'
import request from 'supertest'
import { Outage } from '../../src/ports/outage.ts'

/** Saves a session, then asks for a page with its cookie. @returns the first status that is not 200, or 200. */
export async function statusOfSessionPage(store: Store): Promise<number> {
  const app = express()
  app.use(session({ store, secret: 'only for this test', resave: false, saveUninitialized: false }))
  app.post('/begin', (request_, response, next) => {
    Object.assign(request_.session, { begunAt: 1 })
    request_.session.save((error) => (error ? next(error) : response.sendStatus(200)))
  })
  app.get('/', (request_, response) => response.sendStatus('begunAt' in request_.session ? 200 : 404))
  app.use(((error, _request, response, _next) =>
    response.sendStatus(error instanceof Outage ? 503 : 500)) satisfies ErrorRequestHandler)
  const agent = request.agent(app)
  const { status } = await agent.post('/begin')
  return status === 200 ? (await agent.get('/')).status : status
}
