import type { Profile } from '../../messages/messages.ts'
import { PostButton } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface ChooseProfileProps {
  readonly application: string
  readonly person: string
  readonly profile: Profile
  /** The profiles that the application is open to, when it is not open to this one. */
  readonly acceptedProfiles?: readonly Profile[]
  /** Absent when the application does not take the profile. */
  readonly goOn?: FormTarget
  readonly change: FormTarget
  readonly back: FormTarget
}

/** An application asks under which profile, or is not open to this one. */
export function chooseProfilePage(props: ChooseProfileProps): Page {
  const { application, person, profile, acceptedProfiles, goOn } = props
  return (m) => {
    const text = m.applications
    const profileName = m.profiles[profile]
    return {
      title: text.chooseTitle,
      width: 'narrow',
      body: (
        <section class="panel">
          <Heading
            title={text.chooseTitle}
            lead={
              acceptedProfiles === undefined
                ? text.chooseAsked(application)
                : text.chooseNotAccepted(application, profileName)
            }
          />
          {acceptedProfiles === undefined ? null : (
            <p>{text.chooseAccepted(acceptedProfiles.map((accepted) => m.profiles[accepted]))}</p>
          )}
          <p>{text.chooseNow(person, profileName)}</p>
          <div class="buttons">
            {goOn === undefined ? null : (
              <PostButton target={goOn} class="button button-primary">
                {text.goOnAs(profileName)}
              </PostButton>
            )}
            <PostButton target={props.change}>{text.changeProfile}</PostButton>
            <PostButton target={props.back}>{text.backTo(application)}</PostButton>
          </div>
        </section>
      ),
    }
  }
}

export interface UseCardProps {
  readonly application: string
  readonly useCardPath: string
  /** Absent when the application demands the card. */
  readonly goOnWithout?: FormTarget
  readonly back: FormTarget
}

/** The way up from the code to the card. */
export function useCardPage({ application, useCardPath, goOnWithout, back }: UseCardProps): Page {
  return (m) => {
    const text = m.applications
    return {
      title: text.cardTitle,
      width: 'narrow',
      body: (
        <section class="panel">
          <Heading
            title={text.cardTitle}
            lead={goOnWithout === undefined ? text.cardDemanded(application) : text.cardWished(application)}
          />
          <Notice tone="information">
            <p>{text.cardNote}</p>
          </Notice>
          <div class="buttons">
            <a class="button button-primary" href={useCardPath}>
              {text.useCard}
            </a>
            {goOnWithout === undefined ? null : <PostButton target={goOnWithout}>{text.goOnWithout}</PostButton>}
            <PostButton target={back}>{text.backTo(application)}</PostButton>
          </div>
        </section>
      ),
    }
  }
}

/** The last step to the application: shown for a moment, or longer where browsers do not go on by themselves. */
export function returnPage({ application, href }: { readonly application?: string; readonly href: string }): Page {
  return (m) => ({
    title: m.applications.returnTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading
          title={m.applications.returnTitle}
          lead={m.applications.returning(application ?? m.applications.anApplication)}
        />
        <div class="buttons">
          <a class="button button-primary" href={href}>
            {m.applications.returnNow}
          </a>
        </div>
      </section>
    ),
  })
}

export function requestOverPage({ homePath }: { readonly homePath: string }): Page {
  return (m) => ({
    title: m.applications.requestOverTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.applications.requestOverTitle} lead={m.applications.requestOver} />
        <div class="buttons">
          <a class="button button-primary" href={homePath}>
            {m.endings.toHome}
          </a>
        </div>
      </section>
    ),
  })
}

export interface RequestErrorProps {
  /** As OAuth 2.0 writes it: `invalid_redirect_uri`. */
  readonly code: string
  readonly description?: string
  readonly homePath: string
}

/** The request cannot be answered to the application, because nobody knows that it really comes from there. */
export function requestErrorPage({ code, description, homePath }: RequestErrorProps): Page {
  return (m) => ({
    title: m.applications.errorTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading title={m.applications.errorTitle} lead={m.applications.error} />
        <p>
          {m.applications.errorForDeveloper} : <code>{code}</code>
          {description === undefined ? null : ` (${description})`}
        </p>
        <div class="buttons">
          <a class="button button-primary" href={homePath}>
            {m.endings.toHome}
          </a>
        </div>
      </section>
    ),
  })
}
