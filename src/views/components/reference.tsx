import type { Messages } from '../../messages/messages.ts'

/** What support looks up; holds nothing secret. */
export function Reference({ m, reference }: { readonly m: Messages; readonly reference: string }) {
  return (
    <div class="reference">
      <p>
        {m.frame.reference} <code class="reference-code">{reference}</code>
      </p>
      <p class="hint">{m.frame.referenceHint}</p>
    </div>
  )
}
