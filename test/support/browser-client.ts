/** A browser as the server sees one: it keeps cookies, fills in the forms it is shown and goes where it is sent. */
import type { IncomingHttpHeaders } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import type { LookupFunction } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import { type FormOnPage, formsOn, textOf, titleOf } from './browser-client-page.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly setCookies: readonly string[]
  /** Where the answer sends to; empty when nowhere. */
  readonly location: string
  readonly url: string
  readonly bytes: Buffer
  readonly body: string
  /** Of the document, without « – Parvis ». */
  readonly title: string
  /** What there is to read, without markup. */
  readonly text: string
  readonly forms: readonly FormOnPage[]
}

export type Fields = Readonly<Record<string, string>>

export interface ClientCertificate {
  readonly cert: Buffer
  readonly key: Buffer
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** For what only TLS can tell. */
  readonly tls?: RequestOptions
}

export interface Browser {
  /** What it keeps for the portal, whatever the lifetime: a browser that never forgets. */
  readonly cookies: Map<string, string>
  /** The card in the reader, which it presents to whoever asks. */
  insertCard(card: ClientCertificate | undefined): void
  send(method: string, address: string, sending?: Sending): Promise<Answer>
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(address: string, fields: Fields | string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Opens an address and goes on to where it leads. */
  open(address: string): Promise<Answer>
  /** Presses a button of a page, without going on to where the answer sends. */
  submit(page: Answer, button: string, fields?: Fields): Promise<Answer>
  /** Presses a button of a page and goes on to where it leads. */
  press(page: Answer, button: string, fields?: Fields): Promise<Answer>
  follow(answer: Answer): Promise<Answer>
  close(): void
}

export interface BrowserOptions {
  readonly origin: string
  /** PEM. */
  readonly authority: Buffer
  /** Source address: throttling per network sees another one for each browser. */
  readonly localAddress?: string
  readonly userAgent?: string
  readonly onAnswer?: (answer: Answer) => void
}

const LONGEST_WAY = 10

/** Every name under localhost is this machine (RFC 6761 §6.3), which the resolver of Debian does not know. */
export const lookupLocalhost: LookupFunction = (_host, { all }, callback) =>
  all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)

export function createBrowser(options: BrowserOptions): Browser {
  const { origin, authority, localAddress, userAgent = 'Essai/1.0', onAnswer = () => {} } = options
  const cookies = new Map<string, string>()
  const agent = new Agent({ keepAlive: true })
  let card: ClientCertificate | undefined

  async function send(method: string, address: string, { headers = {}, body, tls = {} }: Sending = {}) {
    const url = new URL(address, origin)
    const atPortal = url.origin === origin
    const own = {
      'user-agent': userAgent,
      ...(atPortal && cookies.size > 0
        ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
        : {}),
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    }
    const answer = await ask(url, body, {
      method,
      ca: authority,
      lookup: lookupLocalhost,
      // By the address and never by the Host header, which tests forge.
      checkServerIdentity: (_, certificate) => checkServerIdentity(url.hostname, certificate),
      agent: atPortal ? agent : false,
      headers: { ...own, ...headers },
      ...(localAddress === undefined ? {} : { localAddress }),
      // A key of 1024 bits is for the server to refuse, not for the client to withhold.
      ...(atPortal ? {} : { ...card, ciphers: 'DEFAULT@SECLEVEL=0' }),
      ...tls,
    })
    if (atPortal) keep(cookies, answer.setCookies)
    onAnswer(answer)
    return answer
  }

  const post: Browser['post'] = (address, fields, headers = {}) =>
    send('POST', address, {
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    })

  async function follow(first: Answer): Promise<Answer> {
    let answer = first
    for (let steps = 0; answer.location !== ''; steps += 1) {
      if (steps === LONGEST_WAY) throw new Error(`sent around in circles: ${answer.location}`)
      answer = await send('GET', new URL(answer.location, answer.url).href)
    }
    return answer
  }

  const submit: Browser['submit'] = (page, button, fields = {}) => {
    const form = page.forms.find(({ buttons }) => buttons.some(({ label }) => label === button))
    if (form === undefined) throw new Error(`no button « ${button} » on « ${page.title} » (${page.status} ${page.url})`)
    const pressed = form.buttons.find(({ label }) => label === button)
    return post(form.action, { ...form.fields, ...pressed?.field, ...fields })
  }

  return {
    cookies,
    insertCard: (inserted) => {
      card = inserted
    },
    send,
    get: (address, headers = {}) => send('GET', address, { headers }),
    post,
    open: async (address) => follow(await send('GET', address)),
    submit,
    press: async (page, button, fields) => follow(await submit(page, button, fields)),
    follow,
    close: () => agent.destroy(),
  }
}

function ask(url: URL, body: string | Buffer | undefined, options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          setCookies: response.headers['set-cookie'] ?? [],
          location: response.headers.location ?? '',
          url: url.href,
          bytes,
          body: text,
          title: titleOf(text),
          text: textOf(text),
          forms: formsOn(text),
        })
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

function keep(cookies: Map<string, string>, received: readonly string[]): void {
  for (const cookie of received) {
    const [pair = '', ...attributes] = cookie.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    const gone = attributes.some((attribute) => /^expires=Thu, 01 Jan 1970|^max-age=0$/i.test(attribute))
    if (gone) cookies.delete(name)
    else cookies.set(name, pair.slice(name.length + 1))
  }
}
