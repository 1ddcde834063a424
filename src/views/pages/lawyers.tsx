import { Heading } from '../components/heading.tsx'
import { SelectField } from '../components/select-field.tsx'
import { fieldNames } from '../field-names.ts'
import type { Page } from '../page.ts'

export interface Lawyer {
  readonly id: string
  readonly name: string
  readonly bar: string
  readonly email?: string
  readonly phone?: string
}

export interface LawyersProps {
  /** Searching changes nothing: a GET form with `nom` and `barreau`. */
  readonly searchPath: string
  readonly query: { readonly name: string; readonly bar: string }
  readonly bars: readonly string[]
  readonly lawyers: readonly Lawyer[]
  readonly found: number
  readonly page: number
  readonly pages: number
  readonly previousPath?: string
  readonly nextPath?: string
}

/** « Annuaire des Avocats » (S1.48, S1.49). */
export function lawyersPage(props: LawyersProps): Page {
  const { searchPath, query, bars, lawyers, found, page, pages, previousPath, nextPath } = props
  return (m) => ({
    title: m.directory.title,
    width: 'wide',
    body: (
      <>
        <Heading title={m.directory.title} lead={m.directory.lead} />
        <search>
          <form method="get" action={searchPath} class="panel panel-search">
            <div class="field">
              <label for={fieldNames.surname}>{m.directory.name}</label>
              <input
                type="search"
                id={fieldNames.surname}
                name={fieldNames.surname}
                value={query.name}
                maxLength={120}
                autocomplete="off"
              />
            </div>
            <SelectField
              m={m}
              name={fieldNames.bar}
              label={m.directory.bar}
              none={m.directory.allBars}
              options={bars.map((bar) => ({ value: bar, label: bar }))}
              selected={query.bar}
              optional
            />
            <button type="submit" class="button button-primary">
              {m.directory.search}
            </button>
          </form>
        </search>
        <section class="panel">
          <p role="status">
            <strong>{m.directory.found(found)}</strong>
          </p>
          {lawyers.length === 0 ? null : (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{m.directory.name}</th>
                  <th scope="col">{m.directory.bar}</th>
                  <th scope="col">{m.directory.email}</th>
                  <th scope="col">{m.directory.phone}</th>
                </tr>
              </thead>
              <tbody>
                {lawyers.map(({ id, name, bar, email, phone }) => (
                  <tr key={id}>
                    <td data-label={m.directory.name}>{name}</td>
                    <td data-label={m.directory.bar}>{bar}</td>
                    {email === undefined ? (
                      <td class="blank" />
                    ) : (
                      <td data-label={m.directory.email}>
                        <a href={`mailto:${email}`}>{email}</a>
                      </td>
                    )}
                    {phone === undefined ? (
                      <td class="blank" />
                    ) : (
                      <td class="short" data-label={m.directory.phone}>
                        {phone}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {pages < 2 ? null : (
            <nav class="paging" aria-label={m.directory.pages}>
              {previousPath === undefined ? null : (
                <a class="button button-secondary" href={previousPath} rel="prev">
                  {m.directory.previous}
                </a>
              )}
              <span>{m.directory.page(page, pages)}</span>
              {nextPath === undefined ? null : (
                <a class="button button-secondary" href={nextPath} rel="next">
                  {m.directory.next}
                </a>
              )}
            </nav>
          )}
        </section>
      </>
    ),
  })
}
