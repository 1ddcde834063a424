/** From a template and its parameters to what is sent: subject, text and html that say the same. */
import { catalogue, type Letter } from './catalogue.ts'
import type { Letterhead, Mail, MailBlock, MailContent, MailLocale } from './mail.ts'
import { renderHtml } from './render-html.tsx'
import { renderText } from './render-text.ts'

export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const closing: Record<MailLocale, (letterhead: Letterhead) => string> = {
  fr: ({ serviceName, senderAddress, support }) =>
    `Message automatique de ${serviceName}, envoyé par ${senderAddress}. N'y répondez pas. Nous ne demandons jamais un mot de passe, un code ou un code PIN, ni par message ni par téléphone. Besoin d'aide ? ${support.name}, ${support.phone}, ${support.email}.`,
  en: ({ serviceName, senderAddress, support }) =>
    `Automatic message from ${serviceName}, sent by ${senderAddress}. Do not reply. We never ask for a password, a code or a PIN, neither by message nor by telephone. Need help? ${support.name}, ${support.phone}, ${support.email}.`,
}

/** @throws for a template that this version does not know (it was queued by another one). */
export function composeMail(letter: Letter, locale: MailLocale, letterhead: Letterhead): ComposedMail {
  if (!Object.hasOwn(catalogue, letter.template)) throw new Error(`unknown mail template ${letter.template}`)
  // The type of Letter pairs each template with its parameters; the compiler cannot follow the pair through the look-up.
  const mail = catalogue[letter.template] as Mail<Letter['parameters']>
  const { subject, blocks } = mail[locale](letter.parameters, letterhead)
  const content = typeset[locale]({
    subject,
    blocks: [...blocks, { kind: 'note', text: closing[locale](letterhead) }],
  })
  return { subject: content.subject, text: renderText(content, locale), html: renderHtml(content, locale) }
}

/** French puts a no-break space inside guillemets and before high punctuation. */
const frenchSpaces = (text: string) => text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')

const typeset: Record<MailLocale, (content: MailContent) => MailContent> = {
  en: (content) => content,
  fr: ({ subject, blocks }) => ({
    subject: frenchSpaces(subject),
    blocks: blocks.map(
      (block): MailBlock =>
        block.kind === 'paragraph' || block.kind === 'warning' || block.kind === 'note'
          ? { ...block, text: frenchSpaces(block.text) }
          : block,
    ),
  }),
}
