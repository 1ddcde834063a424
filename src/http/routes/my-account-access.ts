/** What logs a person in, changed by themselves: password, cards, the active profile (PW-13, CE-6, S1.52). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { CertificateBinding } from '../../people/certificate-binding.ts'
import { isProfile } from '../../people/profile.ts'
import { credentialsWrong } from '../../sign-in/methods/email-code/prove-password.ts'
import { profileOutOfReach } from '../../sign-in/switch-profile.ts'
import { fieldNames } from '../../views/field-names.ts'
import { blockCardPage } from '../../views/pages/account/cards.tsx'
import { newPasswordPage } from '../../views/pages/new-password.tsx'
import { answerFailure, STATUS_OF } from '../failure-response.ts'
import { field } from '../form.ts'
import { landingPath } from '../landing.ts'
import { newPasswordErrors, type PasswordErrors, whatIsMissing } from '../new-password.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { dropSession, newIdentifier, renewSession } from '../session-cookie.ts'
import { sha256 } from '../visit.ts'

type Parts = Pick<
  Portal,
  | 'stores'
  | 'sendPage'
  | 'ephemeral'
  | 'random'
  | 'passwords'
  | 'provePassword'
  | 'blockCard'
  | 'switchProfile'
  | 'sendMailNow'
>

export function accountAccessRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const guarded = requireSession(portal)
  const router = Router()

  router.get(PATHS.accountPassword, guarded, (request, response) => showPassword(request, response))

  router.post(
    PATHS.accountPassword,
    guarded,
    limitPerAddress(portal.ephemeral, sendPage, 'password'),
    async (request, response) => {
      const { account, session } = signedInOf(request)
      const { at, browserHash } = request.visit
      const present = field(request, fieldNames.currentPassword)
      const missing = whatIsMissing(request)
      if (present === '' || missing !== undefined) {
        const unproven = present === '' ? { [fieldNames.currentPassword]: 'password-missing' as const } : {}
        return showPassword(request, response, { ...unproven, ...missing })
      }
      const proven = await portal.provePassword({ email: account.email, password: present, browserHash }, at)
      if (!proven.ok) {
        return proven.failure.code === credentialsWrong.code
          ? showPassword(request, response, { [fieldNames.currentPassword]: 'current-password-wrong' })
          : answerFailure(request, response, sendPage, proven.failure)
      }
      const fresh = field(request, fieldNames.newPassword)
      const changed = await portal.passwords.change(session, { present, fresh }, at)
      if (!changed.ok) {
        const errors = newPasswordErrors(changed.failure)
        return errors === undefined
          ? answerFailure(request, response, sendPage, changed.failure)
          : showPassword(request, response, errors)
      }
      void portal.sendMailNow()
      return response.redirect(303, `${PATHS.account}?avis=mot-de-passe`)
    },
  )

  router.get(PATHS.blockCard, guarded, async (request, response, next) => {
    const card = await ownCard(request)
    if (card === undefined) return next()
    const page = blockCardPage({
      serialNumber: card.serialNumber,
      confirm: { action: PATHS.blockCard.replace(':id', card.id) },
      backPath: PATHS.account,
      ownSession: signedInOf(request).session.certificateBindingId === card.id,
    })
    return sendPage(request, response, page)
  })

  router.post(PATHS.blockCard, guarded, async (request, response) => {
    const { account, session } = signedInOf(request)
    const blocked = await portal.blockCard(account.id, String(request.params['id']), account.id, request.visit.at)
    if (!blocked.ok) return answerFailure(request, response, sendPage, blocked.failure)
    if (session.certificateBindingId !== blocked.value.id) return response.redirect(303, `${PATHS.account}?avis=carte`)
    await dropSession(request)
    return response.redirect(303, `${PATHS.signOut}?avis=carte`)
  })

  router.post(PATHS.switchProfile, guarded, async (request, response) => {
    const profile = field(request, fieldNames.profile)
    const identifier = newIdentifier(portal.random)
    const switched = isProfile(profile)
      ? await portal.switchProfile.switchTo(profile, signedInOf(request).session, sha256(identifier), request.visit.at)
      : { ok: false as const, failure: profileOutOfReach({}) }
    if (!switched.ok) return answerFailure(request, response, sendPage, switched.failure)
    await renewSession(request, identifier)
    return response.redirect(303, landingPath(switched.value))
  })

  return router

  async function ownCard(request: Request): Promise<CertificateBinding | undefined> {
    const cards = await stores.bindings.listOf(signedInOf(request).account.id)
    return cards.find(({ id, status }) => id === request.params['id'] && status === 'active')
  }

  async function showPassword(request: Request, response: Response, errors?: PasswordErrors) {
    const { account } = signedInOf(request)
    // Whoever only comes with a card has none to change.
    if ((await stores.passwords.find(account.id)) === undefined) return response.redirect(303, PATHS.account)
    const page = newPasswordPage({
      reason: 'change',
      form: { action: PATHS.accountPassword },
      back: { href: PATHS.account },
      email: account.email,
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : STATUS_OF['invalid-input'] })
  }
}
