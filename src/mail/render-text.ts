/** The text part of a mail: one block after the other, a blank line between them. */
import { foreignText } from './foreign-text.ts'
import type { MailBlock, MailContent } from './mail.ts'

export const renderText = ({ blocks }: MailContent): string => `${blocks.map(blockAsText).join('\n\n')}\n`

function blockAsText(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
    case 'warning':
      return block.text
    case 'secret':
      return `    ${block.text}`
    case 'facts':
      return block.facts.map(([label, value]) => `${label} : ${foreignText(value)}`).join('\n')
    case 'link':
      return `${block.label} :\n${block.url}`
    case 'note':
      return `-- \n${block.text}`
  }
}
