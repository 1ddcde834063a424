import type { Locale, Messages, Profile } from '../../messages/messages.ts'
import { fieldNames } from '../field-names.ts'
import type { FormTarget } from '../form-target.ts'
import { Form, PostButton } from './form.tsx'
import { Logo } from './logo.tsx'

export interface SignedInPerson {
  readonly name: string
  readonly profile: Profile
  readonly signOut: FormTarget
  readonly accountPath?: string
}

export interface HeaderProps {
  readonly m: Messages
  readonly locale: Locale
  readonly homePath: string
  readonly createAccountPath?: string
  readonly language: FormTarget
  readonly changeProfile: FormTarget
  readonly person?: SignedInPerson
}

/** S1.1, and on every page: the language, « Changer de profil », and who is signed in. */
export function Header({ m, locale, homePath, createAccountPath, language, changeProfile, person }: HeaderProps) {
  const otherLocale: Locale = locale === 'fr' ? 'en' : 'fr'
  return (
    <header class="header">
      <div class="header-row">
        <a class="brand" href={homePath} aria-label={m.frame.homeLink}>
          <Logo />
          <span class="brand-name">{m.frame.product}</span>
        </a>
        <div class="brand-words">
          <p class="brand-field">{m.frame.field}</p>
          <p class="brand-baseline">{m.frame.baseline}</p>
        </div>
        <nav class="tools" aria-label={m.frame.toolsLabel}>
          {createAccountPath === undefined || person !== undefined ? null : (
            <a class="tool" href={createAccountPath}>
              {m.frame.createAccount}
            </a>
          )}
          <PostButton target={changeProfile} class="tool">
            {m.frame.changeProfile}
          </PostButton>
          <Form target={language} class="post-button">
            <button type="submit" class="tool" name={fieldNames.language} value={otherLocale} lang={otherLocale}>
              {m.frame.otherLanguage}
            </button>
          </Form>
        </nav>
      </div>
      {person === undefined ? null : (
        <div class="person-bar">
          <div class="person">
            <p class="person-name">
              <span class="visually-hidden">{m.frame.signedInAs} </span>
              <strong>{person.name}</strong>
              <span class="person-profile">{m.profiles[person.profile]}</span>
            </p>
            <div class="tools">
              {person.accountPath === undefined ? null : (
                <a class="tool" href={person.accountPath}>
                  {m.frame.myAccount}
                </a>
              )}
              <PostButton target={person.signOut} class="tool">
                {m.frame.signOut}
              </PostButton>
            </div>
          </div>
        </div>
      )}
    </header>
  )
}
