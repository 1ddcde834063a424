/** What a mail is: its words, once per language, as blocks from which both the text and the html are made. */

export type MailLocale = 'fr' | 'en'

/** What every mail of one installation has in common. */
export interface Letterhead {
  readonly serviceName: string
  /** `https://host[:port]` from the settings, never from a request (a forged Host header must not reach a mail). */
  readonly portalOrigin: string
  /** The fixed, published address that mails come from (S0.27). */
  readonly senderAddress: string
  /** Whom to call, under every mail. */
  readonly support: { readonly name: string; readonly phone: string; readonly email: string }
}

export type MailBlock =
  /** Our own words only: what other people typed goes into facts. */
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  /** Something to copy by hand, alone on its line. */
  | { readonly kind: 'secret'; readonly text: string }
  /** Labelled values; they may come from strangers and are shown as one harmless line each. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'note'; readonly text: string }

export interface MailContent {
  /** Neutral: it shows on locked screens, so it holds neither secret nor name. */
  readonly subject: string
  readonly blocks: readonly MailBlock[]
}

/**
 * A mail in every language. Its parameters are plain JSON, kept sealed while the mail waits: to change their shape, make
 * another mail, because the former may still be waiting when the new version starts.
 */
export type Mail<Parameters> = Readonly<
  Record<MailLocale, (parameters: Parameters, letterhead: Letterhead) => MailContent>
>

export const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text })
export const warning = (text: string): MailBlock => ({ kind: 'warning', text })
export const secret = (text: string): MailBlock => ({ kind: 'secret', text })
export const facts = (...labelled: readonly (readonly [label: string, value: string])[]): MailBlock => ({
  kind: 'facts',
  facts: labelled,
})
export const link = (label: string, url: string): MailBlock => ({ kind: 'link', label, url })
