import type { ComponentChildren } from 'preact'

export interface HeadingProps {
  readonly title: string
  readonly subtitle?: string
  readonly lead?: ComponentChildren
}

/** The page's one `h1`. */
export function Heading({ title, subtitle, lead }: HeadingProps) {
  return (
    <div class="heading">
      <h1>{title}</h1>
      {subtitle === undefined ? null : <p class="subtitle">{subtitle}</p>}
      {lead === undefined ? null : <p class="lead">{lead}</p>}
    </div>
  )
}
