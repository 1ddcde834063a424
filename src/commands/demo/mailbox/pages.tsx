/** The pages of the demo's mailbox. */
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { CaughtMail } from './caught-mails.ts'

const received = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' })

export const listPage = (mails: readonly CaughtMail[]): string =>
  render(
    <Page title="Boîte de démonstration">
      <p>Tous les emails que Parvis envoie pendant la démonstration arrivent ici. Rien ne part ailleurs.</p>
      <p>
        <a href="/">Actualiser</a>
      </p>
      {mails.length === 0 ? (
        <p>Aucun email pour le moment.</p>
      ) : (
        <table>
          <caption>Du plus récent au plus ancien</caption>
          <thead>
            <tr>
              <th scope="col">Reçu</th>
              <th scope="col">À</th>
              <th scope="col">Objet</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <tr key={mail.id}>
                <td>{received.format(mail.receivedAt)}</td>
                <td>{mail.to}</td>
                <td>
                  <a href={`/emails/${mail.id}`}>{mail.subject || '(sans objet)'}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>,
  )

export const mailPage = (mail: CaughtMail): string =>
  render(
    <Page title={mail.subject || '(sans objet)'}>
      <p>
        <a href="/">Retour à la boîte</a>
      </p>
      <dl>
        <dt>De</dt>
        <dd>{mail.from}</dd>
        <dt>À</dt>
        <dd>{mail.to}</dd>
        <dt>Reçu</dt>
        <dd>{received.format(mail.receivedAt)}</dd>
      </dl>
      {mail.html !== '' && (
        <section>
          <h2>Mis en page</h2>
          {/* Sandboxed: the mail runs nothing; its links open outside the frame, as a mail program does. */}
          <iframe
            title="Email mis en page"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcdoc={`<base target="_blank">${mail.html}`}
          />
        </section>
      )}
      <section>
        <h2>Texte seul</h2>
        <pre>{mail.text}</pre>
      </section>
    </Page>,
  )

export const problemPage = (sentence: string): string =>
  render(
    <Page title="Boîte de démonstration">
      <p>{sentence}</p>
      <p>
        <a href="/">Retour à la boîte</a>
      </p>
    </Page>,
  )

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem }
table { width: 100%; border-collapse: collapse }
caption { text-align: left; padding: 0.5rem 0 }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem }
dt { font-weight: bold }
dd { margin: 0 }
iframe { width: 100%; height: 65vh; border: 1px solid }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
`

const render = (page: VNode) => `<!doctype html>${renderToString(page)}`

function Page({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}
