import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/messages.ts'
import { Heading } from '../components/heading.tsx'
import type { Page } from '../page.ts'

/** Every ending has the same shape: what happened, what to do, one way on. The reference comes with the layout. */
const ending = (
  say: (m: Messages) => { title: string; text: string; more?: ComponentChildren },
  way: { readonly href: string; readonly label: (m: Messages) => string },
): Page => {
  return (m) => {
    const { title, text, more } = say(m)
    return {
      title,
      width: 'narrow',
      body: (
        <section class="panel">
          <Heading title={title} lead={text} />
          {more}
          <div class="buttons">
            <a class="button button-primary" href={way.href}>
              {way.label(m)}
            </a>
          </div>
        </section>
      ),
    }
  }
}

const toHome = (homePath: string) => ({ href: homePath, label: (m: Messages) => m.endings.toHome })
const again = (path: string) => ({ href: path, label: (m: Messages) => m.endings.tryAgain })
const signIn = (path: string) => ({ href: path, label: (m: Messages) => m.endings.signInAgain })

export const signedOutPage = ({ signInPath, withCard }: { signInPath: string; withCard: boolean }): Page =>
  ending(
    (m) => ({
      title: m.endings.signedOutTitle,
      text: m.endings.signedOut,
      more: withCard ? <p>{m.endings.signedOutCard}</p> : null,
    }),
    signIn(signInPath),
  )

export type SessionEndReason = keyof Messages['endings']['sessionEnded']

export const sessionEndedPage = ({ reason, signInPath }: { reason: SessionEndReason; signInPath: string }): Page =>
  ending((m) => m.endings.sessionEnded[reason], signIn(signInPath))

export const errorPage = ({ homePath }: { homePath: string }): Page =>
  ending(
    (m) => ({ title: m.endings.errorTitle, text: m.endings.error, more: <p>{m.endings.callSupport}</p> }),
    toHome(homePath),
  )

export const badRequestPage = ({ homePath }: { homePath: string }): Page =>
  ending((m) => ({ title: m.endings.badRequestTitle, text: m.endings.badRequest }), toHome(homePath))

export const forbiddenPage = ({ homePath }: { homePath: string }): Page =>
  ending((m) => ({ title: m.endings.forbiddenTitle, text: m.endings.forbidden }), toHome(homePath))

export const notFoundPage = ({ homePath }: { homePath: string }): Page =>
  ending((m) => ({ title: m.endings.notFoundTitle, text: m.endings.notFound }), toHome(homePath))

export const tooManyRequestsPage = ({ waitMinutes, retryPath }: { waitMinutes: number; retryPath: string }): Page =>
  ending(
    (m) => ({ title: m.endings.throttledTitle, text: m.endings.throttled(m.formats.minutes(waitMinutes)) }),
    again(retryPath),
  )

export const unavailablePage = ({ retryPath }: { retryPath: string }): Page =>
  ending(
    (m) => ({
      title: m.endings.unavailableTitle,
      text: m.endings.unavailable,
      more: (
        <p>
          {m.endings.unavailableRetry} {m.endings.callSupport}
        </p>
      ),
    }),
    again(retryPath),
  )

/** R4, S1.34: nothing is open any more to somebody whose credentials are right. */
export const invitationInactivePage = ({ homePath }: { homePath: string }): Page =>
  ending((m) => ({ title: m.endings.inactiveTitle, text: m.endings.inactive, more: whomToAsk(m) }), toHome(homePath))

/** S1.15, S1.16: the access is older than the operator's cut-off. */
export const accessOutdatedPage = ({ cutOffAt, homePath }: { cutOffAt: number; homePath: string }): Page =>
  ending(
    (m) => ({
      title: m.endings.outdatedTitle,
      text: m.endings.outdated(m.formats.date(cutOffAt)),
      more: whomToAsk(m),
    }),
    toHome(homePath),
  )

const whomToAsk = (m: Messages) => (
  <ul class="plain-steps">
    {m.endings.inactiveSteps.map((step) => (
      <li key={step}>{step}</li>
    ))}
  </ul>
)
