import type { ErrorId, Messages } from '../../messages/messages.ts'
import type { AnyErrors } from '../errors.ts'
import { Icon } from './icon.tsx'

/** All that is to be corrected, at the top, each line leading to its field (RGAA 11.10). */
export function ErrorSummary({ m, errors = {} }: { readonly m: Messages; readonly errors?: AnyErrors | undefined }) {
  const entries = Object.entries(errors).filter((entry): entry is [string, ErrorId] => entry[1] !== undefined)
  if (entries.length === 0) return null
  return (
    <div class="notice notice-failure error-summary" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div class="notice-text">
        <p>
          <strong>{m.forms.errorSummaryTitle(entries.length)}</strong>
        </p>
        <ul>
          {entries.map(([field, error]) => (
            <li key={field}>
              <a href={`#${field}`}>{m.errors[error]}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
