/** The answers to a proxy: headers to hand on to the application, or a refusal that browsers and machines understand. */
import type { ServerResponse } from 'node:http'
import { acrOf } from '../../assurance/assurance.ts'
import type { Failure, FailureCategory } from '../../failures/failure.ts'
import type { Vouched } from '../voucher.ts'

/**
 * One word each. Servers that take `X_Foo` for `X-Foo` make one header of two that a proxy keeps apart: a name without
 * hyphens has no such twin.
 */
export const HEADERS = {
  assertion: 'ParvisAssertion',
  /** Where to send a person who opens a page: a path of the application's own host. */
  login: 'ParvisLogin',
  subject: 'ParvisSubject',
  profile: 'ParvisProfile',
  acr: 'ParvisAcr',
  email: 'ParvisEmail',
  name: 'ParvisName',
} as const

/** What an application that cannot verify a signature is told; percent-encoded where it is not ASCII. */
export const plainHeaders = ({ session, account }: Vouched, subject: string): readonly string[] => [
  HEADERS.subject,
  subject,
  HEADERS.profile,
  session.profile,
  HEADERS.acr,
  acrOf(session.assurance),
  HEADERS.email,
  ascii(account.email),
  HEADERS.name,
  ascii(`${account.givenNames} ${account.surname}`),
]

const ascii = (text: string): string => text.replace(/[^ -$&-~]/gu, encodeURIComponent)

const PRIVATE = ['Cache-Control', 'no-store', 'Referrer-Policy', 'no-referrer', 'X-Content-Type-Options', 'nosniff']

/** @param headers names and values in turn. */
export function admit(response: ServerResponse, headers: readonly string[]): void {
  response.writeHead(200, ['Content-Length', '0', 'Cache-Control', 'no-store', ...headers])
  response.end()
}

export function redirect(response: ServerResponse, location: string, cookies: readonly string[] = []): void {
  const setCookies = cookies.flatMap((cookie) => ['Set-Cookie', cookie])
  response.writeHead(303, ['Location', location, 'Content-Length', '0', ...PRIVATE, ...setCookies])
  response.end()
}

const ANSWERS: Readonly<Record<FailureCategory, readonly [status: number, title: string]>> = {
  unauthenticated: [401, 'Login required'],
  forbidden: [403, 'Forbidden'],
  // To nginx any refusal but 401 and 403 of a sub-request is a breakdown.
  'invalid-input': [403, 'Forbidden'],
  conflict: [403, 'Forbidden'],
  throttled: [403, 'Forbidden'],
  'not-found': [404, 'Not found'],
  unavailable: [503, 'Service unavailable'],
}

/** RFC 9457, and RFC 9110 §11.6.1 for the challenge. @param headers names and values in turn. */
export function refuse(
  response: ServerResponse,
  { category, code }: Pick<Failure, 'category' | 'code'>,
  headers: readonly string[] = [],
): void {
  const [status, title] = ANSWERS[category]
  const body = JSON.stringify({ title, status, code })
  const challenge = status === 401 ? ['WWW-Authenticate', 'Parvis'] : []
  const described = ['Content-Type', 'application/problem+json', 'Content-Length', String(Buffer.byteLength(body))]
  response.writeHead(status, [...described, ...PRIVATE, ...challenge, ...headers])
  response.end(body)
}
