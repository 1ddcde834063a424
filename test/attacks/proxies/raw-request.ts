/** Requests to the letter: names, order and repetitions as no browser sends them. */
import { readFileSync } from 'node:fs'
import { exchange, secure } from '../../http/raw-connection.ts'

export interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly body: string
}

export interface RawRequest {
  readonly line?: string
  readonly host?: string
  readonly cookie?: string
  readonly headers?: readonly string[]
  readonly body?: string
}

/** @param authority PEM file. */
export function rawClient(port: number, servername: string, authority: string) {
  const ca = readFileSync(authority)
  return async (wanted: RawRequest): Promise<RawAnswer> => {
    const { line = 'GET / HTTP/1.1', host = `${servername}:${port}`, cookie, headers = [], body = '' } = wanted
    const lines = [
      line,
      `Host: ${host}`,
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
      ...headers,
      ...(headers.some((header) => /^connection:/i.test(header)) ? [] : ['Connection: close']),
      ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ]
    const heard = await exchange(await secure(port, { ca, servername }), `${lines.join('\r\n')}\r\n\r\n${body}`)
    const [head = '', ...rest] = heard.split('\r\n\r\n')
    return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') }
  }
}
