import type { Messages } from '../../../messages/messages.ts'
import { CardComparison, type ComparedCard } from '../../components/card-comparison.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Facts } from '../../components/facts.tsx'
import { Form } from '../../components/form.tsx'
import { Heading } from '../../components/heading.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { type Errors, isInvalid } from '../../errors.ts'
import { fieldNames, formActions } from '../../field-names.ts'
import type { FormTarget } from '../../form-target.ts'
import type { Page } from '../../page.ts'

export interface RelinkRequestProps {
  readonly reference: string
  readonly askedAt: number
  readonly account: { readonly name: string; readonly email: string }
  readonly presented: ComparedCard
  readonly bound: readonly ComparedCard[]
  /** What is odd about the card presented. */
  readonly concerns: readonly string[]
  readonly queuePath: string
  /** Either it is still to be decided here, or why not. */
  readonly decision:
    | { readonly kind: 'open'; readonly form: FormTarget; readonly reason: string; readonly longestReason: number }
    | { readonly kind: 'own' }
    | {
        readonly kind: 'decided'
        readonly verdict: 'approved' | 'refused'
        readonly by: string
        readonly at: number
        readonly reason: string
      }
  readonly errors?: Errors<'reason'>
  /** Somebody was faster, or the card belongs to an account by now. */
  readonly conflict?: boolean
}

/** Both certificates side by side, and the decision with its reason. */
export function relinkRequestPage(props: RelinkRequestProps): Page {
  const { reference, askedAt, account, presented, bound, concerns, queuePath, errors, conflict = false } = props
  return (m) => ({
    title: m.admin.requestTitle,
    width: 'wide',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Heading title={m.admin.requestTitle} subtitle={reference} />
        {conflict ? (
          <Notice tone="warning" live>
            <p>{m.admin.cannotAttach}</p>
          </Notice>
        ) : null}
        <Facts
          entries={[
            [m.admin.account, `${account.name}, ${account.email}`],
            [m.admin.askedAt, m.formats.dateTime(askedAt)],
          ]}
        />
        {concerns.length === 0 ? null : (
          <Notice tone="warning">
            <p>
              <strong>{m.admin.lookAt}</strong>
            </p>
            <ul>
              {concerns.map((concern) => (
                <li key={concern}>{m.admin.concerns[concern] ?? concern}</li>
              ))}
            </ul>
          </Notice>
        )}
        <section class="panel">
          <CardComparison m={m} presented={presented} bound={bound} />
          {bound.length === 0 ? <p class="empty">{m.admin.noBoundCard}</p> : null}
        </section>
        <Decision m={m} {...props} />
        <p>
          <a href={queuePath}>{m.admin.back}</a>
        </p>
      </>
    ),
  })
}

function Decision({ m, decision, errors }: RelinkRequestProps & { readonly m: Messages }) {
  if (decision.kind === 'own') {
    return (
      <Notice tone="information">
        <p>{m.admin.ownRequest}</p>
      </Notice>
    )
  }
  if (decision.kind === 'decided') {
    return (
      <Notice tone="information">
        <p>{m.admin.decided(decision.verdict, decision.by, m.formats.dateTime(decision.at))}</p>
        <p>{decision.reason}</p>
      </Notice>
    )
  }
  return (
    <Form target={decision.form} class="panel">
      <TextArea
        m={m}
        name={fieldNames.reason}
        label={m.admin.reason}
        hint={m.admin.reasonHint}
        value={decision.reason}
        error={errors?.motif}
        maxLength={decision.longestReason}
      />
      <div class="buttons">
        <button type="submit" class="button button-primary" name={fieldNames.formAction} value={formActions.approve}>
          {m.admin.approve}
        </button>
        <button type="submit" class="button button-secondary" name={fieldNames.formAction} value={formActions.refuse}>
          {m.admin.refuse}
        </button>
      </div>
    </Form>
  )
}
