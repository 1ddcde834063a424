import type { Messages } from '../../messages/messages.ts'
import { Notice } from './notice.tsx'

export interface CodeProgressProps {
  readonly maskedEmail: string
  readonly sender: string
  /** `delayed`: the mail waits in the outbox. */
  readonly delivery: 'sent' | 'sent-again' | 'delayed'
  readonly code:
    | { readonly state: 'open'; readonly expiresAt: number; readonly secondsLeft: number; readonly triesLeft: number }
    | { readonly state: 'expired' | 'spent' }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The information box of S1.26: where the code went, whom it comes from, how long it lasts. */
export function CodeProgress(props: CodeProgressProps & { readonly m: Messages }) {
  const { m, delivery, maskedEmail, sender, code } = props
  if (code.state !== 'open') {
    return (
      <Notice tone="warning" live>
        <p>{m.email.dead[code.state]}</p>
      </Notice>
    )
  }
  const sentence = { sent: m.email.codeSent, 'sent-again': m.email.codeSentAgain, delayed: m.email.codeDelayed }
  return (
    <Notice tone={delivery === 'delayed' ? 'warning' : 'information'} live>
      <p>{sentence[delivery](maskedEmail)}</p>
      <p>{m.email.codeSender(sender)}</p>
      <p>{m.email.codeValidUntil(m.formats.time(code.expiresAt))}</p>
      <p
        class="countdown"
        data-seconds-left={code.secondsLeft}
        data-at-five={m.email.codeTimeLeftAt(m.formats.minutes(5))}
        data-at-one={m.email.codeTimeLeftAt(m.formats.minutes(1))}
        data-at-end={m.email.dead.expired}
      >
        {m.email.codeTimeLeft}{' '}
        <strong>{`${Math.floor(code.secondsLeft / 60)}:${twoDigits(code.secondsLeft % 60)}`}</strong>
      </p>
      <p>{m.email.codeResendHint}</p>
    </Notice>
  )
}
