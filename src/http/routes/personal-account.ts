/** The personal account: `/creer-un-compte` (S0.8 to S0.16) and the page that its activation link lands on (S0.17 to S0.20). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { parseEmailAddress } from '../../mail/address.ts'
import type { ErrorId } from '../../messages/messages.ts'
import { dayInParis } from '../../people/deadlines.ts'
import {
  type PersonalAccountFaults,
  type PersonalAccountForm,
  readPersonalAccountForm,
} from '../../people/personal-account.ts'
import { isRoleAddress } from '../../people/role-address.ts'
import type { Errors } from '../../views/errors.ts'
import { fieldNames, ticked } from '../../views/field-names.ts'
import {
  accountCreatedPage,
  activationDeadPage,
  activationPage,
  type CreateAccountProps,
  createAccountPage,
} from '../../views/pages/create-account.tsx'
import { field, parameter } from '../form.ts'
import { newPasswordErrors, whatIsMissing } from '../new-password.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { restartSignIn } from '../restart.ts'
import { beginBrowser } from '../session-cookie.ts'
import { proceed } from '../sign-in-progress.ts'
import { browserKeyOf } from '../visit.ts'

type Parts = Pick<
  Portal,
  | 'stores'
  | 'sendPage'
  | 'ephemeral'
  | 'establish'
  | 'random'
  | 'mailSender'
  | 'sendMailNow'
  | 'offersPersonalAccount'
  | 'personalAccounts'
>
type FormErrors = NonNullable<CreateAccountProps['errors']>

const TOKEN = 'jeton'
/** Names a request to its asker, to have the mail sent again. */
const REQUEST = 'demande'

export function personalAccountRoutes(portal: Parts): RequestHandler {
  const { sendPage, personalAccounts } = portal
  const limit = limitPerAddress(portal.ephemeral, sendPage, 'personal-account')
  const router = Router()
  // Where the operator keeps no such accounts there is nothing here.
  if (!portal.offersPersonalAccount) return router

  router.get(PATHS.createAccount, (request, response) =>
    request.visit.signedIn === undefined ? showForm(request, response) : response.redirect(303, PATHS.account),
  )

  router.post(PATHS.createAccount, limit, async (request, response) => {
    const { at, locale } = request.visit
    const form = formOf(request)
    const address = parseEmailAddress(form.email)
    const read = readPersonalAccountForm(form, () => faultOf(address), dayInParis(at))
    const errors = { ...errorsOf('faults' in read ? read.faults : {}), ...whatIsMissing(request) }
    if ('faults' in read || !address.ok || Object.keys(errors).length > 0) return showForm(request, response, errors)

    const password = field(request, fieldNames.newPassword)
    const { civilStatus } = read
    const asked = await personalAccounts.ask({ address: address.value, password, civilStatus }, locale, at)
    if (!asked.ok) return showForm(request, response, newPasswordErrors(asked.failure) ?? {})
    void portal.sendMailNow()
    return response.redirect(303, `${PATHS.accountAsked}?${REQUEST}=${asked.value}`)
  })

  router.get(PATHS.accountAsked, (request, response) => {
    const resend = { action: PATHS.accountAsked, hidden: { [REQUEST]: parameter(request, REQUEST) ?? '' } }
    const { mailSender: sender } = portal
    sendPage(request, response, accountCreatedPage({ sender, homePath: PATHS.wall, resend }))
  })

  router.post(PATHS.accountAsked, limit, async (request, response) => {
    const { at, locale } = request.visit
    const token = field(request, TOKEN)
    const asked = token === '' ? field(request, REQUEST) : await personalAccounts.replaceLink(token, locale, at)
    if (asked === undefined) return response.redirect(303, PATHS.createAccount)
    if (token === '') await personalAccounts.resend(asked, locale, at)
    void portal.sendMailNow()
    return response.redirect(303, `${PATHS.accountAsked}?${new URLSearchParams({ [REQUEST]: asked })}`)
  })

  router.get(PATHS.activatePersonalAccount, async (request, response) => {
    const token = parameter(request, TOKEN) ?? ''
    if (!(await personalAccounts.linkIsOpen(token, request.visit.at))) return showDeadLink(request, response, token)
    const activate = { action: PATHS.activatePersonalAccount, hidden: { [TOKEN]: token } }
    return sendPage(request, response, activationPage({ activate }))
  })

  router.post(PATHS.activatePersonalAccount, limit, async (request, response) => {
    await beginBrowser(request)
    const token = field(request, TOKEN)
    const intent = { option: 'candidat', sharedComputer: false, resume: `${PATHS.account}?avis=active` } as const
    const begun = await personalAccounts.logIn(browserKeyOf(request), token, intent, request.visit.at)
    if (!begun.ok) return showDeadLink(request, response, token)
    const failure = await proceed(portal, request, response, begun.value)
    return failure && restartSignIn(portal, request, response, failure)
  })

  return router

  function showForm(request: Request, response: Response, errors?: FormErrors) {
    const page = createAccountPage({
      form: { action: PATHS.createAccount },
      backPath: PATHS.wall,
      values: valuesOf(formOf(request)),
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }

  function showDeadLink(request: Request, response: Response, token: string) {
    const again = { action: PATHS.accountAsked, hidden: { [TOKEN]: token } }
    return sendPage(request, response, activationDeadPage({ again }), { status: 410 })
  }
}

const formOf = (request: Request): PersonalAccountForm => ({
  email: field(request, fieldNames.email),
  surname: field(request, fieldNames.surname),
  usedName: field(request, fieldNames.usedName),
  firstName: field(request, fieldNames.givenNames),
  otherNames: field(request, fieldNames.otherNames),
  birthDate: field(request, fieldNames.birthDate),
  birthPlace: field(request, fieldNames.birthPlace),
  declaration: field(request, fieldNames.declaration) === ticked,
})

/** Nothing typed is lost but the passwords, which no page gives back. */
const valuesOf = (form: PersonalAccountForm): NonNullable<CreateAccountProps['values']> => ({
  [fieldNames.email]: form.email,
  [fieldNames.surname]: form.surname,
  [fieldNames.usedName]: form.usedName,
  [fieldNames.givenNames]: form.firstName,
  [fieldNames.otherNames]: form.otherNames,
  [fieldNames.birthDate]: form.birthDate,
  [fieldNames.birthPlace]: form.birthPlace,
  ...(form.declaration ? { [fieldNames.declaration]: ticked } : {}),
})

const faultOf = (address: ReturnType<typeof parseEmailAddress>) => {
  if (!address.ok) return 'malformed'
  return isRoleAddress(address.value.address) ? 'shared' : undefined
}

const errorsOf = (faults: PersonalAccountFaults): FormErrors =>
  Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => {
      const { posted, ...texts } = ERRORS[name as keyof PersonalAccountForm]
      return [posted, fault === 'too-long' ? 'text-too-long' : texts[fault]]
    }),
  ) as Errors<'email'>

const ERRORS: Readonly<
  Record<
    keyof PersonalAccountForm,
    { readonly posted: string } & Readonly<Partial<Record<'missing' | 'malformed' | 'shared', ErrorId>>>
  >
> = {
  email: {
    posted: fieldNames.email,
    missing: 'email-missing',
    malformed: 'email-malformed',
    shared: 'email-shared',
  },
  surname: { posted: fieldNames.surname, missing: 'surname-missing' },
  usedName: { posted: fieldNames.usedName },
  firstName: { posted: fieldNames.givenNames, missing: 'given-names-missing' },
  otherNames: { posted: fieldNames.otherNames },
  birthDate: {
    posted: fieldNames.birthDate,
    missing: 'birth-date-missing',
    malformed: 'birth-date-malformed',
  },
  birthPlace: { posted: fieldNames.birthPlace, missing: 'birth-place-missing' },
  declaration: { posted: fieldNames.declaration, missing: 'declaration-missing' },
}
