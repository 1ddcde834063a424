import type { Messages } from '../../messages/messages.ts'
import { CodeProgress, type CodeProgressProps } from '../components/code-progress.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { BackForm, Form, PostButton, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { BackTarget, FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

/** A dead code shows no field: in the place of an expired one another is sent, after too many tries one starts again. */
export interface CodeProps extends CodeProgressProps {
  /** Whose login, or what else the code proves. */
  readonly profile: keyof Messages['email']['codeTitles']
  readonly form: FormTarget
  readonly back: BackTarget
  readonly resend: FormTarget
  readonly notMe: FormTarget
  /** 0: a new code can be asked for now. */
  readonly resendWaitSeconds: number
  readonly errors?: Errors<'code'>
}

/** S1.26 to S1.28; the time left is said, and a new code can be asked for (RGAA 13.1). */
export function codePage(props: CodeProps): Page {
  const { profile, form, back, resend, notMe, code, resendWaitSeconds, errors } = props
  return (m) => ({
    title: `${m.email.codeLabel} – ${m.email.codeTitles[profile]}`,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <section class="panel">
          <Heading title={m.email.codeTitles[profile]} subtitle={m.email.codeSubtitle} />
          <CodeProgress m={m} {...props} />
          {code.state === 'spent' && 'href' in back ? (
            <div class="buttons">
              <a class="button button-primary" href={back.href}>
                {m.endings.signInAgain}
              </a>
            </div>
          ) : code.state !== 'open' ? (
            <Form target={resend}>
              <StepButtons submit={m.email.resend} back={{ target: back, label: m.forms.back }} />
            </Form>
          ) : (
            <Form target={form}>
              <TextField
                m={m}
                name={fieldNames.code}
                label={m.email.codeLabel}
                hint={
                  errors === undefined
                    ? m.email.codeHint
                    : `${m.email.codeHint}. ${m.email.codeTriesLeft(m.formats.tries(code.triesLeft))}`
                }
                inputMode="numeric"
                autocomplete="one-time-code"
                maxLength={12}
                error={errors?.code}
                class="field-code"
              />
              <StepButtons submit={m.forms.continue} back={{ target: back, label: m.forms.back }} />
            </Form>
          )}
          <BackForm target={back} />
          <div class="code-others">
            {resendWaitSeconds > 0 && code.state !== 'spent' ? (
              <p class="hint">
                {resendWaitSeconds < 60
                  ? m.email.resendWait(m.formats.seconds(resendWaitSeconds))
                  : m.email.resendSpent(m.formats.minutes(Math.ceil(resendWaitSeconds / 60)))}
              </p>
            ) : null}
            {code.state !== 'open' ? null : (
              <PostButton target={resend} class="link">
                {m.email.resend}
              </PostButton>
            )}
            <div class="not-me">
              <span>{m.email.notMeHint}</span>
              <PostButton target={notMe} class="link">
                {m.email.notMe}
              </PostButton>
            </div>
          </div>
        </section>
      </>
    ),
  })
}
