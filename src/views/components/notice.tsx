import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

export type Tone = 'information' | 'success' | 'warning' | 'failure'

export interface NoticeProps {
  readonly tone: Tone
  /** Says something new: announced to screen readers as a status message (RGAA 7.5). */
  readonly live?: boolean
  readonly children: ComponentChildren
}

export function Notice({ tone, live = false, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={live ? 'status' : undefined}>
      <Icon name={tone} />
      <div class="notice-text">{children}</div>
    </div>
  )
}
