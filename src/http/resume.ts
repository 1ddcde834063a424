/**
 * Where a visit goes on after a login. Forms and addresses carry it (`suite`); besides, the browser remembers the request of
 * an application, so that a forgotten password, another profile or a mailed link in between does not lose it.
 */
import type { Request } from 'express'
import { SIGN_IN_LIFETIME_SECONDS } from '../sign-in/sign-in.ts'
import { field, parameter } from './form.ts'
import { localPath } from './local-path.ts'
import { saveBrowser } from './session-cookie.ts'

declare module 'express-session' {
  interface SessionData {
    resume: { readonly path: string; readonly until: number }
  }
}

export const RESUME = 'suite'

/** What the form, the address or else the browser says. */
export const resumePath = (request: Request, otherwise: string): string =>
  localPath(field(request, RESUME) || parameter(request, RESUME) || recallResume(request), otherwise)

/** @param path of this portal. */
export async function rememberResume(request: Request, path: string): Promise<void> {
  const { at } = request.visit
  request.session.begunAt ??= at
  request.session.resume = { path, until: at + SIGN_IN_LIFETIME_SECONDS * 1000 }
  await saveBrowser(request)
}

export const recallResume = (request: Request): string | undefined => {
  const { resume } = request.session
  return resume !== undefined && request.visit.at < resume.until ? resume.path : undefined
}

/** Arrived, or begun afresh. */
export function forgetResume(request: Request): void {
  if (request.session.resume !== undefined) delete request.session.resume
}
