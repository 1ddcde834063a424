import type { MailBlock, MailContent, MailLocale } from './mail.ts'

/** French puts a no-break space inside guillemets and before high punctuation; what strangers typed is left alone. */
export function typeset(content: MailContent, locale: MailLocale): MailContent {
  if (locale !== 'fr') return content
  return {
    subject: withFrenchSpaces(content.subject),
    blocks: content.blocks.map(
      (block): MailBlock =>
        block.kind === 'paragraph' || block.kind === 'warning' || block.kind === 'note'
          ? { ...block, text: withFrenchSpaces(block.text) }
          : block,
    ),
  }
}

const withFrenchSpaces = (text: string) => text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')
