/** How the pages of a sign-in hand over to each other, up to the session. */
import type { Request, Response } from 'express'
import type { Failure } from '../failures/failure.ts'
import { isWallOption, rememberChoice, WALL_MEMORY_SECONDS, type WallOption } from '../sign-in/profile-wall.ts'
import { findSignIn, type SignIn, signInElsewhere } from '../sign-in/sign-in.ts'
import type { Intent } from '../sign-in/transaction.ts'
import { fieldNames, ticked } from '../views/field-names.ts'
import { COOKIES, cookieOptions } from './cookies.ts'
import { field, parameter } from './form.ts'
import { landingPath } from './landing.ts'
import { localPath } from './local-path.ts'
import { PATHS } from './paths.ts'
import type { Portal } from './portal.ts'
import { recallResume } from './resume.ts'
import { newIdentifier, renewSession } from './session-cookie.ts'
import { browserKeyOf, sha256 } from './visit.ts'

/** What the person came for, as hidden fields or as a query. */
export const intentFields = (intent: Intent): Record<string, string> => ({
  [fieldNames.profile]: intent.option,
  ...(intent.sharedComputer ? { [fieldNames.sharedComputer]: ticked } : {}),
  ...(intent.resume === undefined ? {} : { suite: intent.resume }),
})

/** Reads it back from either. */
export function readIntent(request: Request, otherwise: WallOption): Intent {
  const read = (name: string) => field(request, name) || parameter(request, name)
  const option = read(fieldNames.profile)
  const resume = read('suite')
  return {
    option: isWallOption(option) ? option : otherwise,
    sharedComputer: read(fieldNames.sharedComputer) === ticked,
    resume: resume ? localPath(resume, '') || undefined : undefined,
  }
}

/** The sign-in that a page is about: named in the form or the address, else the newest of this browser. */
export function currentSignIn(portal: Pick<Portal, 'stores'>, request: Request) {
  const id = field(request, fieldNames.attempt) || parameter(request, fieldNames.attempt)
  return findSignIn(portal.stores.signIns, browserKeyOf(request), id || undefined, request.visit.at)
}

/** A page of the same login, for what the person came for. */
export const withIntent = (path: string, intent: Intent): string =>
  `${path}?${new URLSearchParams(intentFields(intent))}`

export const withAttempt = (path: string, signIn: SignIn): string => `${path}?${fieldNames.attempt}=${signIn.id}`

/** Sends the browser to whatever the sign-in still owes, or opens its session. */
export async function proceed(
  portal: Pick<Portal, 'establish' | 'random'>,
  request: Request,
  response: Response,
  signIn: SignIn,
): Promise<Failure | undefined> {
  const { at } = request.visit
  const { step } = signIn.state
  if (step === 'unbound' || step === 'queued')
    return void response.redirect(303, withAttempt(PATHS.unknownCard, signIn))
  const owed = await portal.establish.owed(signIn, at)
  switch (owed?.step) {
    case undefined:
      return signInElsewhere({})
    case 'new-password':
      return void response.redirect(303, withAttempt(PATHS.newPassword, signIn))
    case 'terms':
      return void response.redirect(303, withAttempt(PATHS.terms, signIn))
    case 'a-case':
    case 'nothing':
      return openSession(portal, request, response, signIn)
  }
}

async function openSession(
  portal: Pick<Portal, 'establish' | 'random'>,
  request: Request,
  response: Response,
  signIn: SignIn,
): Promise<Failure | undefined> {
  const { at, cookies } = request.visit
  const { option, sharedComputer, resume } = signIn.intent
  const mark = sharedComputer ? undefined : (cookies[COOKIES.browser] ?? newMark(portal))
  const resumed = resume ?? recallResume(request)
  const identifier = newIdentifier(portal.random)
  const opened = await portal.establish.open(
    signIn,
    {
      sessionIdHash: sha256(identifier),
      browserHash: mark === undefined ? undefined : sha256(mark),
      userAgent: request.headers['user-agent'] ?? '',
      replaces: request.visit.signedIn?.session,
    },
    at,
  )
  if (!opened.ok) return opened.failure
  await renewSession(request, identifier)
  if (mark === undefined) {
    response.clearCookie(COOKIES.profile, cookieOptions())
  } else {
    response.cookie(COOKIES.browser, mark, cookieOptions(MARK_LIFETIME_SECONDS))
    response.cookie(COOKIES.profile, rememberChoice(option, at), cookieOptions(WALL_MEMORY_SECONDS))
  }
  return void response.redirect(303, resumed ?? landingPath(opened.value))
}

const MARK_LIFETIME_SECONDS = 365 * 24 * 3600

const newMark = (portal: Pick<Portal, 'random'>): string => Buffer.from(portal.random.bytes(32)).toString('base64url')
