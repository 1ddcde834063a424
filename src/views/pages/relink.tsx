import { type Certificate, CertificateFacts } from '../components/certificate-facts.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { BackForm, Form, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { Reference } from '../components/reference.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface RelinkProps {
  readonly form: FormTarget
  readonly back: BackTarget
  readonly certificate: Certificate
  readonly values?: { readonly email: string }
  readonly errors?: Errors<'email'>
}

/** « Oui » to S1.35: the address of the account; the code page follows whether or not an account exists (EN-3). */
export function relinkPage({ form, back, certificate, values, errors }: RelinkProps): Page {
  return (m) => ({
    title: m.relink.title,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.relink.title} lead={m.relink.lead} />
          <p class="hint">{m.forms.allMandatory}</p>
          <TextField
            m={m}
            name={fieldNames.email}
            label={m.relink.email}
            type="email"
            autocomplete="email"
            maxLength={254}
            value={values?.email}
            error={errors?.email}
          />
          <StepButtons submit={m.relink.send} back={{ target: back, label: m.forms.back }} />
        </Form>
        <BackForm target={back} />
        <section class="panel panel-quiet">
          <h2>{m.relink.cardTitle}</h2>
          <CertificateFacts m={m} certificate={certificate} />
        </section>
      </>
    ),
  })
}

export function relinkAttachedPage({ goOnPath }: { readonly goOnPath: string }): Page {
  return (m) => ({
    title: m.relink.attachedTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.relink.attachedTitle} />
        <Notice tone="success" live>
          <p>{m.relink.attached}</p>
          <p>{m.relink.attachedNotice}</p>
        </Notice>
        <div class="buttons">
          <a class="button button-primary" href={goOnPath}>
            {m.relink.goOn}
          </a>
        </div>
      </section>
    ),
  })
}

/** No strict match: an administrator decides with both certificates side by side. */
export function relinkQueuedPage({ reference, homePath }: { reference: string; homePath: string }): Page {
  return (m) => ({
    title: m.relink.queuedTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.relink.queuedTitle} lead={m.relink.queued} />
        <p>{m.relink.queuedNext}</p>
        <Reference m={m} reference={reference} />
        <div class="buttons">
          <a class="button button-secondary" href={homePath}>
            {m.endings.toHome}
          </a>
        </div>
      </section>
    ),
  })
}
