import type { CardRefusalCause } from '../../messages/messages.ts'
import { type Certificate, CertificateFacts } from '../components/certificate-facts.tsx'
import { PostButton } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Reference } from '../components/reference.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface CardRefusalProps {
  readonly cause: CardRefusalCause
  readonly reference: string
  readonly tryAgain: FormTarget
  readonly changeProfile: FormTarget
  /** The CA that issued the certificate, where we know it by its key. */
  readonly authority?: { readonly name: string; readonly phone?: string; readonly url?: string }
  readonly certificate?: Certificate
}

/** Why the card was refused, what to do, whom to call (S1.13, product: card login). */
export function cardRefusalPage(props: CardRefusalProps): Page {
  const { cause, reference, tryAgain, changeProfile, authority, certificate } = props
  return (m) => {
    const text = m.cardRefusal.causes[cause]
    return {
      title: text.title,
      width: 'narrow',
      body: (
        <>
          <article class="panel panel-refused">
            <Heading title={text.title} />
            <h2>{m.cardRefusal.happenedTitle}</h2>
            <p>{text.happened}</p>
            <h2>{m.cardRefusal.stepsTitle}</h2>
            <ul class="plain-steps">
              {text.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ul>
            <h2>{m.cardRefusal.contactTitle}</h2>
            {text.contact === 'authority' && authority !== undefined ? (
              <p>
                {m.cardRefusal.namedAuthority(authority.name)}
                {authority.phone === undefined ? null : (
                  <>
                    {' '}
                    <a href={`tel:${authority.phone.replaceAll(/[^+\d]/g, '')}`}>{authority.phone}</a>
                  </>
                )}
                {authority.url === undefined ? null : (
                  <>
                    {' '}
                    <a href={authority.url} rel="noreferrer">
                      {authority.url}
                    </a>
                  </>
                )}
              </p>
            ) : (
              <p>{m.cardRefusal.contacts[text.contact]}</p>
            )}
            <Reference m={m} reference={reference} />
            <div class="buttons">
              <PostButton target={tryAgain} class="button button-primary">
                {m.cardRefusal.tryAgain}
              </PostButton>
              <PostButton target={changeProfile}>{m.cardRefusal.changeProfile}</PostButton>
            </div>
          </article>
          {certificate === undefined ? null : (
            <section class="panel panel-quiet">
              <h2>{m.cardRefusal.presentedTitle}</h2>
              <CertificateFacts m={m} certificate={certificate} />
            </section>
          )}
        </>
      ),
    }
  }
}
