import type { Profile } from '../../messages/messages.ts'
import { Choice } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Facts } from '../components/facts.tsx'
import { Form, PostButton, StepButtons } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { TextField } from '../components/text-field.tsx'
import { type Errors, isInvalid } from '../errors.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

type ParticipantField = 'profile' | 'givenNames' | 'surname' | 'email'

export interface AddParticipantProps {
  readonly caseReference: string
  readonly form: FormTarget
  readonly backPath: string
  /** R1: those whom an expert may invite. */
  readonly profiles: readonly Profile[]
  readonly values?: Readonly<Partial<Record<(typeof fieldNames)[ParticipantField], string>>>
  readonly errors?: Errors<ParticipantField>
}

/** « ajouter un intervenant », then « Valider » (S1.17, R2). */
export function addParticipantPage(props: AddParticipantProps): Page {
  const { caseReference, form, backPath, profiles, values = {}, errors = {} } = props
  return (m) => ({
    title: m.participants.addTitle,
    width: 'narrow',
    invalid: isInvalid(errors),
    body: (
      <>
        <ErrorSummary m={m} errors={errors} />
        <Form target={form} class="panel">
          <Heading title={m.participants.addTitle} subtitle={caseReference} lead={m.participants.addLead} />
          <p class="hint">{m.forms.mandatoryLegend}</p>
          <Choice
            m={m}
            name={fieldNames.profile}
            question={m.participants.profile}
            options={profiles.map((value) => ({ value, label: m.profiles[value], help: [] }))}
            selected={values.profil}
            error={errors.profil}
          />
          <div class="columns">
            <TextField
              m={m}
              name={fieldNames.givenNames}
              label={m.participants.givenNames}
              value={values.prenom}
              error={errors.prenom}
              autocomplete="off"
              maxLength={120}
            />
            <TextField
              m={m}
              name={fieldNames.surname}
              label={m.participants.surname}
              value={values.nom}
              error={errors.nom}
              autocomplete="off"
              maxLength={120}
            />
          </div>
          <TextField
            m={m}
            name={fieldNames.email}
            label={m.participants.email}
            type="email"
            hint={m.participants.emailHint}
            value={values.email}
            error={errors.email}
            autocomplete="off"
            maxLength={254}
          />
          <StepButtons submit={m.participants.validate} back={{ target: { href: backPath }, label: m.forms.back }} />
        </Form>
      </>
    ),
  })
}

export interface ConfirmInvitationProps {
  readonly caseReference: string
  readonly profile: Profile
  readonly name: string
  readonly email: string
  readonly send: FormTarget
  /** Back to the form, with what was typed. */
  readonly correct: FormTarget
}

/** What will be sent to whom, before anything is (RGAA 11.12). The same for everybody: it does not tell who has an account. */
export function confirmInvitationPage(props: ConfirmInvitationProps): Page {
  const { caseReference, profile, name, email, send, correct } = props
  return (m) => ({
    title: m.participants.confirmTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.participants.confirmTitle} subtitle={caseReference} lead={m.participants.confirmLead} />
        <Facts
          entries={[
            [m.participants.confirmProfile, m.profiles[profile]],
            [m.participants.confirmName, name],
            [m.forms.email, email],
          ]}
        />
        <div class="buttons">
          <PostButton target={send} class="button button-primary">
            {m.participants.send}
          </PostButton>
          <PostButton target={correct}>{m.participants.correct}</PostButton>
        </div>
      </section>
    ),
  })
}

export interface DeactivateParticipantProps {
  readonly name: string
  readonly caseReference: string
  readonly confirm: FormTarget
  readonly backPath: string
}

/** Confirmed before it happens (RGAA 11.12); ends that person's access at once. */
export function deactivateParticipantPage(props: DeactivateParticipantProps): Page {
  const { name, caseReference, confirm, backPath } = props
  return (m) => ({
    title: m.participants.deactivateTitle(name),
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading
          title={m.participants.deactivateTitle(name)}
          subtitle={caseReference}
          lead={m.participants.deactivateLead}
        />
        <p>{m.participants.deactivateBack}</p>
        <div class="buttons">
          <PostButton target={confirm} class="button button-primary">
            {m.participants.deactivate}
          </PostButton>
          <a class="button button-secondary" href={backPath}>
            {m.forms.back}
          </a>
        </div>
      </section>
    ),
  })
}
