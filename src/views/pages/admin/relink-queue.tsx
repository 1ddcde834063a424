import { Heading } from '../../components/heading.tsx'
import type { Page } from '../../page.ts'

export interface WaitingCard {
  readonly path: string
  readonly reference: string
  readonly askedAt: number
  readonly label: string
  readonly issuer: string
  readonly concerns: number
}

export interface RelinkQueueProps {
  /** Oldest first. */
  readonly waiting: readonly WaitingCard[]
  /** Whether more wait than are shown. */
  readonly more: boolean
}

/** Cards that an administrator decides about (S1.35). */
export function relinkQueuePage({ waiting, more }: RelinkQueueProps): Page {
  return ({ admin, formats }) => ({
    title: admin.queueTitle,
    width: 'wide',
    body: (
      <>
        <Heading title={admin.queueTitle} lead={admin.queueLead} />
        <section class="panel">
          {more ? <p class="hint">{admin.queueMore(waiting.length)}</p> : null}
          {waiting.length === 0 ? (
            <p class="empty">{admin.queueEmpty}</p>
          ) : (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{admin.reference}</th>
                  <th scope="col">{admin.askedAt}</th>
                  <th scope="col">{admin.presentedHolder}</th>
                  <th scope="col">{admin.concernsColumn}</th>
                </tr>
              </thead>
              <tbody>
                {waiting.map(({ path, reference, askedAt, label, issuer, concerns }) => (
                  <tr key={reference}>
                    <td class="short" data-label={admin.reference}>
                      <a href={path} aria-label={admin.open(reference)}>
                        {reference}
                      </a>
                    </td>
                    <td data-label={admin.askedAt}>{formats.dateTime(askedAt)}</td>
                    <td data-label={admin.presentedHolder}>
                      <div>
                        {label}
                        <span class="second-line">{issuer}</span>
                      </div>
                    </td>
                    <td data-label={admin.concernsColumn}>{admin.concernsCount(concerns)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </>
    ),
  })
}
