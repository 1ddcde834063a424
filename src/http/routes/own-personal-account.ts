/** `/creer-un-compte` for somebody who has an account: it serves for their requests too, and stays the only one (S0.4). */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { dayInParis } from '../../people/deadlines.ts'
import { readPersonalAccountForm } from '../../people/personal-account.ts'
import { isRoleAddress } from '../../people/role-address.ts'
import { addPersonalAccountPage, ownAddressSharedPage } from '../../views/pages/add-personal-account.tsx'
import { PATHS } from '../paths.ts'
import { errorsOf, type FormErrors, formOf, valuesOf } from '../personal-account-form.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'offersPersonalAccount' | 'personalAccounts'>

export function ownPersonalAccountRoutes(portal: Parts): RequestHandler {
  const { sendPage } = portal
  const router = Router()
  if (!portal.offersPersonalAccount) return router
  const guarded = requireSession(portal)

  router.get(PATHS.createAccount, guarded, (request, response) => showForm(request, response))

  router.post(PATHS.createAccount, guarded, async (request, response) => {
    const { account } = signedInOf(request)
    const { at } = request.visit
    const form = { ...formOf(request), email: account.email }
    const read = readPersonalAccountForm(form, () => undefined, dayInParis(at))
    if ('faults' in read) return showForm(request, response, errorsOf(read.faults))
    if (isRoleAddress(account.email)) return showForm(request, response)
    await portal.personalAccounts.add(account.id, read.civilStatus, at)
    return response.redirect(303, `${PATHS.account}?avis=inscrit`)
  })

  return router

  async function showForm(request: Request, response: Response, errors?: FormErrors) {
    const { id, email } = signedInOf(request).account
    if ((await portal.stores.personalAccounts.find(id)) !== undefined) return response.redirect(303, PATHS.account)
    if (isRoleAddress(email)) {
      return sendPage(request, response, ownAddressSharedPage({ email, changeEmailPath: PATHS.accountEmail }))
    }
    const page = addPersonalAccountPage({
      form: { action: PATHS.createAccount },
      backPath: PATHS.account,
      ownEmail: email,
      values: valuesOf(formOf(request)),
      ...(errors === undefined ? {} : { errors }),
    })
    return sendPage(request, response, page, { status: errors === undefined ? 200 : 400 })
  }
}
