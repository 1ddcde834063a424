import type { ComponentChildren } from 'preact'
import type { ErrorId, Messages } from '../../../messages/messages.ts'
import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldNames, formActions } from '../../field-names.ts'
import { type CertificateGuideProps, type GuideDay, type GuideStep, STEPS } from './guide-props.ts'

type Props = CertificateGuideProps & { readonly m: Messages }

export function OrderSteps(props: Props) {
  const { m } = props
  const text = m.certificateGuide
  return (
    <ol class="steps steps-order">
      {STEPS.map((step) => (
        <li key={step} id={`etape-${step}`}>
          <div class="step-body">
            <h2>{text.steps[step]}</h2>
            <ul class="plain-steps">
              {text.explained[step].map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <StepFields {...props} step={step} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepFields({ step, ...props }: Props & { readonly step: GuideStep }): ComponentChildren {
  const { m } = props
  switch (step) {
    case 'choose':
      return (
        <>
          <ExternalLink href={props.orderPortal}>{m.certificateGuide.orderPortal}</ExternalLink>
          <Choice
            m={m}
            name={fieldNames.support}
            question={m.certificateGuide.support}
            options={(['card', 'key'] as const).map((value) => ({
              value,
              label: m.certificateGuide.supports[value],
              help: [],
            }))}
            selected={props.values.support}
            optional
          />
          <Day {...props} day="choose" />
        </>
      )
    case 'pay':
      return (
        <>
          <Text {...props} field="siren" label={m.certificateGuide.siren} hint={m.certificateGuide.sirenHint} numeric />
          {props.sirenOfCard === undefined ? null : (
            <p class="hint">{m.certificateGuide.sirenOfCard(props.sirenOfCard)}</p>
          )}
          <Day {...props} day="pay" />
        </>
      )
    case 'president':
      return (
        <>
          <President {...props} />
          <Day {...props} day="president" />
        </>
      )
    case 'receive':
      return (
        <div class="columns">
          <Day {...props} day="receive" />
          <Day {...props} day="record" />
        </div>
      )
    case 'activate':
      return (
        <>
          <ExternalLink href={props.softwareSite}>{m.certificateGuide.softwareSite}</ExternalLink>
          <Day {...props} day="activate" />
        </>
      )
    case 'send':
      return <Day {...props} day="send" />
  }
}

function President({ m, president, compagnies, ...props }: Props) {
  const text = m.certificateGuide
  if (compagnies.length === 0) return <p>{text.noCompagnieListed}</p>
  const options = compagnies.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Text m={m} {...props} field="holder" label={text.holder} />
      <SelectField
        m={m}
        name={fieldNames.compagnie}
        label={text.compagnie}
        none={text.noCompagnie}
        options={options}
        selected={props.values.compagnie}
        error={errorOf(props.errors, 'compagnie')}
        optional
      />
      {president === undefined ? null : (
        <div class="policy">
          <p>
            <strong>{text.sendTo}</strong>
          </p>
          <address>
            {[president.name, ...president.address].map((line) => (
              <div key={line}>{line}</div>
            ))}
          </address>
        </div>
      )}
      <div class="buttons">
        <button
          type="submit"
          class="button button-secondary"
          name={fieldNames.formAction}
          value={formActions.attestation}
        >
          <Icon name="download" /> {text.attestation}
        </button>
      </div>
    </>
  )
}

type FieldProps = Pick<Props, 'm' | 'values' | 'errors'>

function Day({ m, values, errors, day }: FieldProps & { readonly day: GuideDay }) {
  return (
    <TextField
      m={m}
      name={fieldNames[day]}
      label={m.certificateGuide.doneOn[day]}
      type="date"
      value={values[day]}
      error={errorOf(errors, day)}
      optional
    />
  )
}

interface TextProps extends FieldProps {
  readonly field: 'holder' | 'siren'
  readonly label: string
  readonly hint?: string
  readonly numeric?: boolean
}

function Text({ m, values, errors, field, label, hint, numeric = false }: TextProps) {
  return (
    <TextField
      m={m}
      name={fieldNames[field]}
      label={label}
      value={values[field]}
      error={errorOf(errors, field)}
      maxLength={field === 'siren' ? 20 : 120}
      optional
      {...(hint === undefined ? {} : { hint })}
      {...(numeric ? { inputMode: 'numeric' as const, autocomplete: 'off' } : {})}
    />
  )
}

const errorOf = (errors: Props['errors'] | undefined, field: keyof typeof fieldNames): ErrorId | undefined =>
  (errors as Readonly<Record<string, ErrorId | undefined>> | undefined)?.[fieldNames[field]]

/** Another site: said by its name, opened in the same tab. */
function ExternalLink({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <p>
      <a href={href} rel="noopener noreferrer">
        {children}
      </a>
    </p>
  )
}
