import type { Messages, Profile } from '../../../messages/messages.ts'
import { Facts } from '../../components/facts.tsx'
import { Heading } from '../../components/heading.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Page } from '../../page.ts'

export interface ReceiptEntry {
  readonly label: string
  readonly acceptedAt: number
  readonly profile: Profile
  readonly path: string
}

export function Receipts({ m, receipts }: { readonly m: Messages; readonly receipts: readonly ReceiptEntry[] }) {
  const text = m.account
  return (
    <section class="panel">
      <h2>{text.receipts}</h2>
      {receipts.length === 0 ? (
        <p class="empty">{text.noReceipt}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{text.receiptVersion}</th>
              <th scope="col">{text.receiptAt}</th>
              <th scope="col">{text.receiptProfile}</th>
              <th scope="col">{m.participants.actions}</th>
            </tr>
          </thead>
          <tbody>
            {receipts.map((receipt) => (
              <tr key={receipt.path}>
                <td data-label={text.receiptVersion}>{receipt.label}</td>
                <td data-label={text.receiptAt}>{m.formats.dateTime(receipt.acceptedAt)}</td>
                <td data-label={text.receiptProfile}>{m.profiles[receipt.profile]}</td>
                <td data-label={m.participants.actions}>
                  <a href={receipt.path} aria-label={text.receiptOpenFor(receipt.label)}>
                    {text.receiptOpen}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export interface ReceiptProps {
  readonly number: string
  readonly holder: string
  readonly email: string
  readonly profile: Profile
  readonly method: keyof Messages['account']['methods']
  readonly versionLabel: string
  readonly sha256: string
  readonly acceptedAt: number
  readonly downloadPath: string
  readonly backPath: string
}

/** The proof of an acceptance (GD-7), to read, print or keep. */
export function receiptPage(props: ReceiptProps): Page {
  return (m) => {
    const text = m.account
    return {
      title: text.receiptTitle,
      width: 'narrow',
      body: (
        <section class="panel">
          <Heading title={text.receiptTitle} />
          <Facts
            entries={[
              [text.receiptNumber, <code key="number">{props.number}</code>],
              [text.receiptHolder, props.holder],
              [text.email, props.email],
              [text.receiptProfile, m.profiles[props.profile]],
              [text.receiptMethod, text.methods[props.method]],
              [text.receiptVersion, props.versionLabel],
              [text.receiptAt, m.formats.dateTime(props.acceptedAt)],
              [
                text.receiptFingerprint,
                <code class="fingerprint" key="fingerprint">
                  {props.sha256}
                </code>,
              ],
            ]}
          />
          <p class="hint">{text.receiptNote}</p>
          <div class="buttons">
            <a class="button button-primary" href={props.downloadPath} download>
              <Icon name="download" /> {text.receiptDownload}
            </a>
            <a class="button button-secondary" href={props.backPath}>
              {text.back}
            </a>
          </div>
        </section>
      ),
    }
  }
}
