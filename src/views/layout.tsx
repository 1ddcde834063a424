import type { Locale, Messages, NoticeId } from '../messages/messages.ts'
import { Footer, type Support } from './components/footer.tsx'
import { Header, type SignedInPerson } from './components/header.tsx'
import { Notice } from './components/notice.tsx'
import { Reference } from './components/reference.tsx'
import { type SessionEnd, SessionWarning } from './components/session-warning.tsx'
import type { FormTarget } from './form-target.ts'
import type { PageContent } from './page.ts'

/** The files of src/http/assets at the addresses where they are served. */
export interface AssetPaths {
  readonly stylesheets: readonly string[]
  readonly icon: string
  /** Comfort only (time left, show the password): every journey works without it. */
  readonly script?: string
}

export interface LayoutProps {
  readonly locale: Locale
  readonly assets: AssetPaths
  readonly support: Support
  readonly homePath: string
  readonly testCardPath: string
  /** S0.8: shown at the top right where the operator turns personal accounts on. */
  readonly createAccountPath?: string
  /** Posts the other locale as `langue`. */
  readonly language: FormTarget
  readonly changeProfile: FormTarget
  readonly person?: SignedInPerson
  readonly session?: SessionEnd
  readonly notice?: NoticeId
  /** On error pages: what support can look up. */
  readonly reference?: string
}

export function Layout(props: LayoutProps & { readonly m: Messages; readonly content: PageContent }) {
  const { m, content, assets } = props
  const title = m.frame.documentTitle(content.title)
  return (
    <html lang={props.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{content.invalid ? m.frame.invalidTitle(title) : title}</title>
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        {assets.stylesheets.map((path) => (
          <link rel="stylesheet" href={path} key={path} />
        ))}
        {assets.script === undefined ? null : <script src={assets.script} defer />}
      </head>
      <body>
        <a class="skip" href="#contenu">
          {m.frame.skipToContent}
        </a>
        <Header {...props} />
        <main id="contenu" class={`main main-${content.width}`} tabIndex={-1}>
          {props.session === undefined ? null : <SessionWarning m={m} {...props.session} />}
          {props.notice === undefined ? null : (
            <Notice tone={m.notices[props.notice].tone} live>
              <p>{m.notices[props.notice].text}</p>
            </Notice>
          )}
          {content.body}
          {props.reference === undefined ? null : <Reference m={m} reference={props.reference} />}
        </main>
        <Footer {...props} />
      </body>
    </html>
  )
}
