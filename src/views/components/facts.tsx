import type { ComponentChildren } from 'preact'

export interface FactsProps {
  /** Label, then value; entries without a value are left out. */
  readonly entries: readonly (readonly [label: string, value: ComponentChildren | undefined])[]
}

export function Facts({ entries }: FactsProps) {
  return (
    <dl class="facts">
      {entries
        .filter(([, value]) => value !== undefined)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
