/** What a mail server writes back about a mail that it could not deliver after all (RFC 3464), read within a budget. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { parseEmailAddress } from './address.ts'

export const notADeliveryReport = defineFailure(
  'mail.not-a-delivery-report',
  'invalid-input',
  'The message is no delivery status notification (RFC 3464) about one mail, or is too long to be one.',
)

export interface DeliveryReport {
  /** Of the mail that it is about, without brackets. */
  readonly messageId: string
  readonly recipients: readonly {
    /** What addresses are compared by: see mail/address. */
    readonly key: string
    /** RFC 3464 §2.3.3: `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
    readonly action: string
    /** RFC 3463: `5.1.1`. */
    readonly status: string
  }[]
}

/** A report returns at most the mail itself, and ours are far shorter. */
export const LONGEST_REPORT_BYTES = 512 * 1024
const MOST_PARTS = 20
const MOST_RECIPIENTS = 50

export function readDeliveryReport(message: string): Outcome<DeliveryReport> {
  if (message.length > LONGEST_REPORT_BYTES) return fail(notADeliveryReport({}))
  const { headers, body } = split(message.replaceAll('\r\n', '\n'))
  const type = headers.get('content-type') ?? ''
  const boundary = /;\s*boundary=(?:"([^"\n]+)"|([^\s;]+))/i.exec(type)
  if (!/^multipart\/report\b/i.test(type) || boundary === null) return fail(notADeliveryReport({}))

  const parts = partsOf(body, boundary[1] ?? boundary[2] ?? '').map(split)
  const find = (wanted: RegExp) => parts.find((part) => wanted.test(part.headers.get('content-type') ?? ''))
  const status = find(/^message\/delivery-status\b/i)
  const returned = find(/^(message\/rfc822|text\/rfc822-headers)\b/i)
  // RFC 5322 §3.6.4; the mail that came back begins with its own headers.
  const messageId = /^<([^<>\s]{1,250})>$/.exec(split(returned?.body ?? '').headers.get('message-id') ?? '')?.[1]
  if (status === undefined || messageId === undefined) return fail(notADeliveryReport({}))

  // RFC 3464 §2.1: fields about the message, then a group for each recipient, with an empty line before it.
  const groups = status.body.split(/\n[ \t]*\n/).slice(0, MOST_RECIPIENTS + 1)
  const recipients = groups.map(fieldsOf).flatMap((fields) => {
    const [, address = ''] = /^rfc822\s*;\s*(\S+)$/i.exec(fields.get('final-recipient') ?? '') ?? []
    const parsed = parseEmailAddress(address.replace(/^<(.*)>$/, '$1'))
    const action = fields.get('action')?.toLowerCase()
    const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
    return parsed.ok && action !== undefined && code !== undefined
      ? [{ key: parsed.value.key, action, status: code }]
      : []
  })
  return recipients.length === 0 ? fail(notADeliveryReport({})) : succeed({ messageId, recipients })
}

/** RFC 5322 §2.1: fields, an empty line, the rest. */
function split(text: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const from = text.replace(/^\n+/, '')
  const end = from.indexOf('\n\n')
  return end < 0
    ? { headers: fieldsOf(from), body: '' }
    : { headers: fieldsOf(from.slice(0, end)), body: from.slice(end + 2) }
}

/** By name in lower case, unfolded (RFC 5322 §2.2.3); of several of one name the first. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase()
    if (/^[a-z0-9-]{1,50}$/.test(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** RFC 2046 §5.1.1: between lines of two hyphens and the boundary. */
const partsOf = (body: string, boundary: string): readonly string[] =>
  `\n${body}`
    .split(`\n--${boundary}`)
    .slice(1, MOST_PARTS)
    .filter((part) => !part.startsWith('--'))
