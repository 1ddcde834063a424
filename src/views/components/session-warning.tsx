import type { Messages } from '../../messages/messages.ts'
import type { FormTarget } from '../form-target.ts'
import { PostButton } from './form.tsx'
import { Notice } from './notice.tsx'

export interface SessionEnd {
  readonly endsAt: number
  readonly secondsLeft: number
  /** Absent when the absolute end is reached: nothing can push it further. */
  readonly extend?: FormTarget
}

/** RGAA 13.1: warned five minutes before, in time to extend. */
const WARNING_SECONDS = 5 * 60

/** Shown by the server when the end is near; otherwise there, hidden, for the script to show when time has come. */
export function SessionWarning({ m, endsAt, secondsLeft, extend }: SessionEnd & { readonly m: Messages }) {
  const time = m.formats.time(endsAt)
  return (
    <section
      class="session-warning"
      hidden={secondsLeft > WARNING_SECONDS}
      data-show-in-seconds={Math.max(0, secondsLeft - WARNING_SECONDS)}
    >
      <Notice tone="warning" live>
        <h2>{m.frame.sessionSoonTitle}</h2>
        <p>{extend === undefined ? m.frame.sessionLastSoon(time) : m.frame.sessionSoon(time)}</p>
        {extend === undefined ? null : <PostButton target={extend}>{m.frame.extendSession}</PostButton>}
      </Notice>
    </section>
  )
}
