import { createTransport } from 'nodemailer'
import { type Check, fine, problem, warning } from './finding.ts'

const TIMEOUT_MILLISECONDS = 5_000

/** The mail servers take our connection, our TLS and our password; nothing is sent. */
export const checkMail: Check = async ({ mode, mail }) => {
  const answers = await Promise.all(mail.smtp.map(complaintOf))
  const complaints = answers.filter((complaint) => complaint !== undefined)
  if (complaints.length === 0) return fine(`${mail.smtp.length} of ${mail.smtp.length} mail servers answer`)
  const detail = complaints.join('; ')
  if (mode === 'demo') return warning(detail, 'the demo starts its own mail server: npm run demo')
  const remedy = 'check PARVIS_MAIL_SMTP: host, port, password, TLS'
  return complaints.length < mail.smtp.length ? warning(detail, remedy) : problem(detail, remedy)
}

async function complaintOf(url: string): Promise<string | undefined> {
  const { host } = new URL(url)
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
  })
  try {
    await transport.verify()
    return undefined
  } catch (error) {
    return `${host} refuses or does not answer (${(error as Error).message})`
  } finally {
    transport.close()
  }
}
