import type { CardRefusalCause, Messages } from '../../messages/messages.ts'
import { type Certificate, CertificateFacts } from '../components/certificate-facts.tsx'
import { Form, PostButton, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { Reference } from '../components/reference.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** Before the public test (« Tester ma carte »). */
export function cardTestStartPage({ form }: { readonly form: FormTarget }): Page {
  return (m) => ({
    title: m.card.testStartTitle,
    width: 'narrow',
    body: (
      <Form target={form} class="panel">
        <Heading title={m.card.testStartTitle} lead={m.card.testStartLead} />
        <Notice tone="information">
          <p>{m.card.pinPrivate}</p>
        </Notice>
        <StepButtons submit={m.card.testStart} />
      </Form>
    ),
  })
}

export interface CardCheck {
  readonly check: keyof Messages['card']['checks']
  readonly state: 'passed' | 'failed' | 'warning' | 'skipped'
}

export interface CardTestProps {
  readonly checks: readonly CardCheck[]
  /** Absent: the card is accepted. */
  readonly cause?: CardRefusalCause
  readonly certificate?: Certificate
  readonly again: FormTarget
  readonly signInPath: string
  readonly reference: string
}

const icons: Readonly<Record<CardCheck['state'], IconName>> = {
  passed: 'success',
  failed: 'failure',
  warning: 'warning',
  skipped: 'skipped',
}

/** The same checks as at login, one by one, with a plain verdict. */
export function cardTestPage({ checks, cause, certificate, again, signInPath, reference }: CardTestProps): Page {
  return (m) => ({
    title: m.card.testTitle,
    width: 'narrow',
    body: (
      <>
        <section class="panel">
          <Heading title={m.card.testTitle} />
          <Notice tone={cause === undefined ? 'success' : 'failure'}>
            <p>
              <strong>{cause === undefined ? m.card.testAccepted : m.card.testRefused}</strong>
            </p>
            {cause === undefined ? null : (
              <>
                <p>
                  {m.cardRefusal.causes[cause].title}. {m.cardRefusal.causes[cause].happened}
                </p>
                <ul>
                  {m.cardRefusal.causes[cause].steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ul>
                <p>{m.cardRefusal.callLine(m.cardRefusal.contacts[m.cardRefusal.causes[cause].contact])}</p>
              </>
            )}
          </Notice>
          <h2>{m.card.testChecksTitle}</h2>
          <ul class="checks">
            {checks.map(({ check, state }) => (
              <li class={`check check-${state}`} key={check}>
                <Icon name={icons[state]} />
                <span class="check-name">{m.card.checks[check]}</span>
                <span class="check-state">{m.card.checkStates[state]}</span>
              </li>
            ))}
          </ul>
          <div class="buttons">
            <PostButton target={again} class="button button-primary">
              {m.card.testAgain}
            </PostButton>
            <a class="button button-secondary" href={signInPath}>
              {m.card.testSignIn}
            </a>
          </div>
        </section>
        {certificate === undefined ? null : (
          <section class="panel panel-quiet">
            <h2>{m.card.testCertificateTitle}</h2>
            <CertificateFacts m={m} certificate={certificate} />
          </section>
        )}
        <Reference m={m} reference={reference} />
      </>
    ),
  })
}
