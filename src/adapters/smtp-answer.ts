/** What the end of an SMTP attempt means for the mail. */
import type { MailDelivery } from '../ports/mailer.ts'

/** As nodemailer reports it. */
interface SmtpError {
  readonly code?: string
  readonly originalCode?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

/**
 * Only a permanent answer about the recipient or the message ends a mail (RFC 5321 §4.2.1, 5yz). A refused log-in, a
 * refused sender, a wrong certificate or a wrong sequence is ours to repair: the mail waits. The reason keeps codes and
 * drops the server's words, which may quote the mail.
 */
export function smtpAnswer(error: unknown): Exclude<MailDelivery, { result: 'accepted' }> {
  const { code, originalCode, command = '', response = '', responseCode = 0 } = error as SmtpError
  const aboutTheMail = command === 'RCPT TO' || command === 'DATA'
  const permanent = responseCode >= 500 && responseCode !== 503
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const status = responseCode === 0 ? (originalCode ?? code ?? 'no answer') : responseCode
  const reason = [status, enhanced, command && `at ${command}`].filter(Boolean).join(' ')
  return { result: aboutTheMail && permanent ? 'rejected' : 'deferred', reason }
}
