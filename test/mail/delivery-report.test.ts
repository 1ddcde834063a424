import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeliveryReport } from '../../src/mail/delivery-report.ts'

interface Told {
  readonly returned?: readonly string[]
  readonly groups?: readonly (readonly string[])[]
  readonly type?: string
}

const FAILED = ['Final-Recipient: rfc822; noa@parties.test', 'Action: failed', 'Status: 5.1.1']

/** As Postfix writes it. */
const report = ({ returned, groups = [FAILED], type }: Told = {}): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.test (Mail Delivery System)',
    'MIME-Version: 1.0',
    type ?? 'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="7C8B.1/mx.test"',
    'Message-Id: <20261123.7C8B@mx.test>',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--7C8B.1/mx.test',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered.',
    'Message-ID: <forged@mx.test>',
    '--7C8B.1/mx.test',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.test',
    ...groups.flatMap((group) => ['', ...group]),
    '',
    '--7C8B.1/mx.test',
    'Content-Type: message/rfc822',
    '',
    ...(returned ?? [
      'From: Parvis <ne-pas-repondre@parvis.example>',
      'Message-ID:',
      '  <0123abc@parvis.example>',
      '',
      'Bonjour',
    ]),
    '--7C8B.1/mx.test--',
    '',
  ].join('\r\n')

describe('a delivery status notification (RFC 3464)', () => {
  it('names the mail and what became of each recipient', () => {
    expect(readDeliveryReport(report())).toEqual({
      ok: true,
      value: {
        messageId: '0123abc@parvis.example',
        recipients: [{ key: 'noa@parties.test', action: 'failed', status: '5.1.1' }],
      },
    })
  })

  it.each([
    ['line feeds alone', report().replaceAll('\r\n', '\n')],
    [
      'a boundary without quotes',
      report({ type: 'content-type: Multipart/Report; boundary=7C8B.1/mx.test; report-type=x' }),
    ],
    ['headers of the mail alone', report().replace('message/rfc822', 'text/rfc822-headers')],
    [
      'brackets, capitals, an explanation',
      report({ groups: [['FINAL-RECIPIENT: RFC822;<Noa@Parties.test>', 'action: Failed', 'status: 5.1.1 (unknown)']] }),
    ],
  ])('with %s', (_, text) => {
    expect(readDeliveryReport(text)).toMatchObject({
      ok: true,
      value: { messageId: '0123abc@parvis.example', recipients: [{ key: 'noa@parties.test', action: 'failed' }] },
    })
  })

  it('of several recipients, and of one that is none', () => {
    const groups = [FAILED, ['Final-Recipient: x400; something', 'Action: failed', 'Status: 5.0.0'], FAILED]
    expect(readDeliveryReport(report({ groups }))).toMatchObject({ value: { recipients: [{}, {}] } })
  })

  it.each([
    ['nothing', ''],
    ['an ordinary mail', 'Subject: bonjour\r\n\r\nBonjour'],
    ['a read receipt', report().replace('message/delivery-status', 'message/disposition-notification')],
    ['no mail in it', report({ returned: [] })],
    ['a mail without identifier', report({ returned: ['Subject: x', '', 'Message-ID: <in@body>'] })],
    ['an identifier of two', report({ returned: ['Message-ID: <a@b> <c@d>', ''] })],
    ['no recipient', report({ groups: [['Action: failed', 'Status: 5.1.1']] })],
    ['no status', report({ groups: [['Final-Recipient: rfc822; noa@parties.test', 'Action: failed']] })],
    [
      'two addresses',
      report({ groups: [['Final-Recipient: rfc822; a@b.fr,c@d.fr', 'Action: failed', 'Status: 5.1.1']] }),
    ],
    ['too long', report() + ' '.repeat(600_000)],
  ])('%s is none', (_, text) => {
    expect(readDeliveryReport(text)).toMatchObject({ ok: false, failure: { code: 'mail.not-a-delivery-report' } })
  })

  it('ends on any text, soon', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void readDeliveryReport(text)))
    const startedAt = performance.now()
    for (const filler of [' ', '\n', '\n ', ':', 'a: ', '--7C8B.1/mx.test\n', ';']) {
      readDeliveryReport(report({ returned: [filler.repeat(500_000 / filler.length)] }))
      readDeliveryReport(report({ type: `Content-Type: multipart/report${filler.repeat(200_000 / filler.length)}` }))
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
