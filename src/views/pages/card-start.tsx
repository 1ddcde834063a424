import { BackForm, Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface CardStartProps {
  /** Leads to the card origin, where the browser asks for the certificate. */
  readonly form: FormTarget
  readonly back: BackTarget
  readonly testCardPath: string
}

/** What is going to happen, before the browser's own dialogs appear (S1.11, S1.12). */
export function cardStartPage({ form, back, testCardPath }: CardStartProps): Page {
  return (m) => ({
    title: m.card.startTitle,
    width: 'narrow',
    body: (
      <>
        <Form target={form} class="panel">
          <Heading title={m.card.startTitle} lead={m.card.startLead} />
          <ol class="steps">
            {m.card.startSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Notice tone="information">
            <p>{m.card.pinPrivate}</p>
          </Notice>
          <StepButtons submit={m.card.present} back={{ target: back, label: m.forms.back }} />
        </Form>
        <BackForm target={back} />
        <details class="help">
          <summary>{m.card.helpTitle}</summary>
          <ul>
            {m.card.help.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            <a href={testCardPath}>{m.card.testLink}</a>
          </p>
        </details>
      </>
    ),
  })
}
