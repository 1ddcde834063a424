/**
 * The html part of a mail. Mail programs keep little of a style sheet and invert colours at night: styles are inline,
 * text and ground keep the reader's own colours, and only the button sets both of its own (contrast 10:1).
 */
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { foreignText } from './foreign-text.ts'
import type { MailBlock, MailContent, MailLocale } from './mail.ts'

export const renderHtml = (content: MailContent, locale: MailLocale): string =>
  `<!doctype html>${renderToString(<Letter {...content} locale={locale} />)}`

const styles = {
  page: 'max-width:36em;margin:0 auto;padding:1.5em 1em;font-family:system-ui,Arial,sans-serif;font-size:16px;line-height:1.5',
  title: 'margin:0 0 1em;font-size:1.25em;line-height:1.3',
  paragraph: 'margin:0 0 1em',
  warning: 'margin:0 0 1em;padding:0 0 0 1em;border-left:4px solid;font-weight:bold',
  secret: 'margin:0 0 1em;font-family:ui-monospace,Consolas,monospace;font-size:1.75em;letter-spacing:0.15em',
  label: 'font-weight:bold',
  value: 'margin:0 0 0.5em',
  button:
    'display:inline-block;padding:0.75em 1.25em;border-radius:4px;background-color:#1b3f8b;color:#ffffff;text-decoration:none;font-weight:bold',
  address: 'display:block;margin:0.5em 0 0;font-size:0.875em;word-break:break-all',
  note: 'margin:2em 0 0;padding:1em 0 0;border-top:1px solid;font-size:0.875em',
}

function Letter({ subject, blocks, locale }: MailContent & { locale: MailLocale }): VNode {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body>
        {/* Webmail drops <html> and <body>: the language and the styles are said again inside. */}
        <div lang={locale} style={styles.page}>
          <h1 style={styles.title}>{subject}</h1>
          {blocks.map((block) => (
            <Block {...block} />
          ))}
        </div>
      </body>
    </html>
  )
}

function Block(block: MailBlock): VNode {
  switch (block.kind) {
    case 'paragraph':
    case 'warning':
    case 'secret':
    case 'note':
      return <p style={styles[block.kind]}>{block.text}</p>
    case 'facts':
      return (
        <dl style={styles.paragraph}>
          {block.facts.map(([label, value]) => (
            <>
              <dt style={styles.label}>{label}</dt>
              <dd style={styles.value}>{foreignText(value)}</dd>
            </>
          ))}
        </dl>
      )
    case 'link':
      return (
        <p style={styles.paragraph}>
          <a href={block.url} style={styles.button}>
            {block.label}
          </a>
          <span style={styles.address}>{block.url}</span>
        </p>
      )
  }
}
