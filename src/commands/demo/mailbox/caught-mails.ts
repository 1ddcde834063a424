/** What the mail catcher remembers: the last mails, in memory. */
export interface CaughtMail {
  readonly id: string
  /** Of the envelope, one: a mail to two people is caught twice. */
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly receivedAt: number
  /** Without brackets. */
  readonly messageId: string
}

export interface CaughtMails {
  add(mail: Omit<CaughtMail, 'id'>): void
  find(id: string): CaughtMail | undefined
  /** Newest first. @param to keeps those of one recipient, whatever the case. */
  list(to?: string): readonly CaughtMail[]
  clear(): void
}

export function rememberMails(limit: number): CaughtMails {
  const mails: CaughtMail[] = []
  let caught = 0
  return {
    add(mail) {
      caught += 1
      mails.unshift({ id: String(caught), ...mail })
      mails.splice(limit)
    },
    find: (id) => mails.find((mail) => mail.id === id),
    list: (to) => (to === undefined ? [...mails] : mails.filter((mail) => mail.to.toLowerCase() === to.toLowerCase())),
    clear: () => void mails.splice(0),
  }
}
