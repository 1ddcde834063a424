/** Reads posted forms: small, plain text fields, one value each. */
import express, { type Request, type RequestHandler } from 'express'

/** No form of the portal comes near this. */
const FORM_LIMIT = '64kb'

export const readForms = (): RequestHandler[] => [
  express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 500 }),
  refuseNullCharacters,
]

/** U+0000 is in nothing that people type; PostgreSQL keeps it in no text, so it must not get that far. */
const refuseNullCharacters: RequestHandler = (request, _response, next) => {
  const values: unknown[] = Object.values(request.body ?? {})
  const hasNull = request.url.includes('%00') || values.flat().some((value) => String(value).includes('\0'))
  return hasNull ? next(Object.assign(new Error('a null character in a request'), { status: 400 })) : next()
}

/** A field as text; absent or repeated fields are empty. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return ''
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value : ''
}

/** A parameter of the address as text; absent or repeated ones are undefined. */
export function parameter(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' ? value : undefined
}
