import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'

/** What a page puts inside the layout. */
export interface PageContent {
  /** Names the step in the browser's tab (RGAA 8.6). */
  readonly title: string
  readonly body: ComponentChildren
  /** `narrow` for one question, `wide` for lists. */
  readonly width: 'narrow' | 'wide'
  /** The form came back with errors: the title says so too. */
  readonly invalid?: boolean
}

/** Facts are given first, the language last: `renderPage(wallPage(props), layout)`. */
export type Page = (m: Messages) => PageContent
