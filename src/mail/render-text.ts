/** The text part of a mail: one block after the other, a blank line between them. */
import { foreignText } from './foreign-text.ts'
import type { MailBlock, MailContent, MailLocale } from './mail.ts'

export const renderText = ({ blocks }: MailContent, locale: MailLocale): string =>
  `${blocks.map((block) => blockAsText(block, locale)).join('\n\n')}\n`

const colons = { fr: '\u00a0:', en: ':' }

function blockAsText(block: MailBlock, locale: MailLocale): string {
  switch (block.kind) {
    case 'paragraph':
    case 'warning':
      return block.text
    case 'secret':
      return `    ${block.text}`
    case 'facts':
      return block.facts.map(([label, value]) => `${label}${colons[locale]} ${foreignText(value)}`).join('\n')
    case 'link':
      return `${block.label}${colons[locale]}\n${block.url}`
    case 'note':
      return `-- \n${block.text}`
  }
}
