/** From a template and its parameters to what is sent: subject, text and html that say the same. */
import { catalogue, type Letter } from './catalogue.ts'
import { closing } from './closing.ts'
import type { Letterhead, Mail, MailLocale } from './mail.ts'
import { renderHtml } from './render-html.tsx'
import { renderText } from './render-text.ts'
import { typeset } from './typeset.ts'

export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** @throws for a template that this version does not know (it was queued by another one). */
export function composeMail(letter: Letter, locale: MailLocale, letterhead: Letterhead): ComposedMail {
  if (!Object.hasOwn(catalogue, letter.template)) throw new Error(`unknown mail template ${letter.template}`)
  // The type of Letter pairs each template with its parameters; the compiler cannot follow the pair through the look-up.
  const mail = catalogue[letter.template] as Mail<Letter['parameters']>
  const { subject, blocks } = mail[locale](letter.parameters, letterhead)
  const note = { kind: 'note', text: closing[locale](letterhead) } as const
  const content = typeset({ subject, blocks: [...blocks, note] }, locale)
  return { subject: content.subject, text: renderText(content, locale), html: renderHtml(content, locale) }
}
