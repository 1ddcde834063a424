import { ErrorSummary } from '../../components/error-summary.tsx'
import { Form } from '../../components/form.tsx'
import { Heading } from '../../components/heading.tsx'
import { Notice } from '../../components/notice.tsx'
import { isInvalid } from '../../errors.ts'
import { fieldNames, formActions } from '../../field-names.ts'
import type { Page } from '../../page.ts'
import { OrderDatesPanel } from './dates.tsx'
import { type CertificateGuideProps, STEPS } from './guide-props.ts'
import { OrderSteps } from './steps.tsx'

/** S2.1 to S2.32 on one page, in their order; one form, so that nothing typed is lost. */
export function certificateGuidePage(props: CertificateGuideProps): Page {
  return (m) => {
    const text = m.certificateGuide
    const { nextStep } = props
    return {
      title: text.title,
      width: 'narrow',
      invalid: isInvalid(props.errors),
      body: (
        <>
          <ErrorSummary m={m} errors={props.errors} />
          <Heading title={text.title} lead={text.lead} />
          {props.kept ? null : (
            <Notice tone="information">
              <p>{text.notSignedIn}</p>
            </Notice>
          )}
          <Notice tone={props.dates.late ? 'warning' : 'information'}>
            <p>
              {nextStep === undefined ? text.allDone : text.nextStep(STEPS.indexOf(nextStep) + 1, text.steps[nextStep])}
            </p>
            {props.dates.late ? <p>{text.late}</p> : null}
          </Notice>
          <OrderDatesPanel m={m} {...props.dates} />
          <Form target={props.form} class="panel">
            {/* Enter in any field keeps the progress: browsers press the first button of the form. */}
            <button
              type="submit"
              class="visually-hidden"
              tabIndex={-1}
              aria-hidden="true"
              name={fieldNames.formAction}
              value={formActions.validate}
            >
              {props.kept ? text.keep : text.compute}
            </button>
            <OrderSteps m={m} {...props} />
            <div class="buttons">
              <button
                type="submit"
                class="button button-primary"
                name={fieldNames.formAction}
                value={formActions.validate}
              >
                {props.kept ? text.keep : text.compute}
              </button>
            </div>
          </Form>
        </>
      ),
    }
  }
}
