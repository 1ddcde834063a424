/** Views: what people see; pure functions from facts to HTML, escaped by default, no rule and no address of their own. */
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { messagesFor } from '../messages/messages.ts'
import { Layout, type LayoutProps } from './layout.tsx'
import type { Page } from './page.ts'

export type { LayoutProps } from './layout.tsx'

/** The whole document, to be sent as `text/html; charset=utf-8`. */
export function renderPage(page: Page, layout: LayoutProps): string {
  const m = messagesFor(layout.locale)
  return `<!doctype html>${renderToString(h(Layout, { ...layout, m, content: page(m) }))}`
}
