import type { Messages } from '../../messages/messages.ts'

const HELP_ID = 'aide'

/** S1.36: the banner of the registration form, with its link to the help. */
export function Welcome({ m }: { readonly m: Messages }) {
  return (
    <div class="welcome">
      <p>
        <strong>{m.registration.banner}</strong>, {m.registration.bannerText}
      </p>
      <a href={`#${HELP_ID}`}>{m.registration.help}</a>
    </div>
  )
}

/** « Aide ? », beside the title of the form. */
export function RegistrationHelp({ m }: { readonly m: Messages }) {
  return (
    <details class="help" id={HELP_ID}>
      <summary>{m.registration.helpQuestion}</summary>
      <ul>
        {m.registration.helpLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
