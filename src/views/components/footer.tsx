import type { Messages } from '../../messages/messages.ts'

/** Configured by the operator, never code (S1.2). */
export interface Support {
  readonly phone?: string
  readonly email: string
}

export interface FooterProps {
  readonly m: Messages
  readonly support: Support
  readonly testCardPath: string
}

/** « Une question ? » (S1.2). */
export function Footer({ m, support, testCardPath }: FooterProps) {
  return (
    <footer class="footer">
      <div class="footer-row">
        <section aria-labelledby="une-question">
          <h2 id="une-question" class="footer-title">
            {m.frame.supportTitle}
          </h2>
          <dl class="support">
            {support.phone === undefined ? null : (
              <div>
                <dt>{m.frame.supportPhone}</dt>
                <dd>
                  <a href={`tel:${support.phone.replaceAll(/[^+\d]/g, '')}`}>{support.phone}</a>
                </dd>
              </div>
            )}
            <div>
              <dt>{m.frame.supportEmail}</dt>
              <dd>
                <a href={`mailto:${support.email}`}>{support.email}</a>
              </dd>
            </div>
          </dl>
        </section>
        <nav aria-label={m.frame.footerLabel}>
          <a href={testCardPath}>{m.frame.testCard}</a>
        </nav>
      </div>
    </footer>
  )
}
