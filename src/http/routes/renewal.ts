/** `/certificat`: the order of a certificate, first or next (S2.1 to S2.32). For everybody; kept for those who are logged in. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { isPublicHoliday } from '../../directory/holidays.ts'
import type { NoticeId } from '../../messages/messages.ts'
import { fullName } from '../../people/account.ts'
import type { CertificateBinding } from '../../people/certificate-binding.ts'
import {
  type CertificateOrder,
  isFinished,
  NEW_ORDER,
  nextStep,
  ORDER_PORTAL,
  SOFTWARE_SITE,
} from '../../people/certificate-order.ts'
import { dayInParis } from '../../people/deadlines.ts'
import { scheduleOf } from '../../people/order-schedule.ts'
import { membershipAttestation } from '../../views/documents/membership-attestation.ts'
import { fieldNames, formActions } from '../../views/field-names.ts'
import { certificateGuidePage } from '../../views/pages/certificate-guide/guide.tsx'
import { field, parameter } from '../form.ts'
import {
  errorsOfOrder,
  type OrderErrors,
  type OrderValues,
  orderOf,
  typedOrder,
  valuesOfOrder,
} from '../order-draft.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { limitPerAddress } from '../request-limit.ts'
import { requireSession } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'ephemeral' | 'random' | 'compagnies'>

export function renewalRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores, compagnies } = portal
  const router = Router()
  const guarded = requireSession(portal)
  /** What is kept with an account is behind the same gate as the account. */
  const gate: RequestHandler = (request, response, next) =>
    request.visit.signedIn === undefined ? next() : guarded(request, response, next)

  router.get(PATHS.certificateGuide, gate, async (request, response) => {
    const notice = NOTICES[parameter(request, 'avis') ?? '']
    const lasting = await lastingCard(request)
    await showGuide(request, response, valuesOfOrder(await orderUnderWay(request, lasting)), {}, notice)
  })

  router.post(
    PATHS.certificateGuide,
    gate,
    limitPerAddress(portal.ephemeral, sendPage, 'certificate-guide'),
    async (request, response) => {
      const { at, signedIn } = request.visit
      const attestation = field(request, fieldNames.formAction) === formActions.attestation
      const values = typedOrder(request)
      const errors = errorsOfOrder(values, compagnies, dayInParis(at), attestation)
      const order = orderOf(values, errors)
      const right = Object.keys(errors).length === 0
      if (signedIn !== undefined && right) {
        const id = Buffer.from(portal.random.bytes(16)).toString('hex')
        await stores.certificateOrders.keep(id, signedIn.account.id, order, at)
      }
      if (!right) return showGuide(request, response, values, errors)
      if (attestation) return sendAttestation(response, order, at)
      if (signedIn === undefined) return showGuide(request, response, values)
      const notice = isFinished(order) ? 'termine' : 'enregistre'
      return response.redirect(303, `${PATHS.certificateGuide}?avis=${notice}`)
    },
  )

  return router

  /** The card whose end matters: the one that lasts longest. */
  async function lastingCard(request: Request): Promise<CertificateBinding | undefined> {
    const { signedIn } = request.visit
    if (signedIn === undefined) return undefined
    const cards = await stores.bindings.listOf(signedIn.account.id)
    return cards
      .filter(({ status }) => status === 'active')
      .toSorted((left, right) => right.notAfter - left.notAfter)[0]
  }

  async function orderUnderWay(request: Request, card: CertificateBinding | undefined): Promise<CertificateOrder> {
    const { signedIn } = request.visit
    if (signedIn === undefined) return NEW_ORDER
    const kept = await stores.certificateOrders.find(signedIn.account.id)
    return kept ?? { ...NEW_ORDER, name: fullName(signedIn.account), siren: card?.siren ?? '' }
  }

  async function showGuide(
    request: Request,
    response: Response,
    values: OrderValues,
    errors: OrderErrors = {},
    notice?: NoticeId,
  ): Promise<void> {
    const { at, signedIn } = request.visit
    const order = orderOf(values, errors)
    const card = await lastingCard(request)
    const certificateEnd = card && dayInParis(card.notAfter)
    const { order: window, ...dates } = scheduleOf(order, certificateEnd, dayInParis(at), isPublicHoliday)
    const chosen = compagnies.find(({ id }) => id === values.compagnie)
    const wrong = Object.keys(errors).length > 0
    const page = certificateGuidePage({
      form: { action: PATHS.certificateGuide },
      values,
      ...(wrong ? { errors } : {}),
      dates: {
        ...dates,
        ...(certificateEnd === undefined ? {} : { certificateEnd }),
        ...(window === undefined ? {} : { order: window }),
      },
      nextStep: nextStep(order),
      compagnies,
      ...(chosen === undefined ? {} : { president: chosen.president }),
      ...(card?.siren === undefined || values.siren === '' || sameNumber(card.siren, values.siren)
        ? {}
        : { sirenOfCard: card.siren }),
      orderPortal: ORDER_PORTAL,
      softwareSite: SOFTWARE_SITE,
      kept: signedIn !== undefined,
    })
    sendPage(request, response, page, { status: wrong ? 400 : 200, ...(notice === undefined ? {} : { notice }) })
  }

  async function sendAttestation(response: Response, order: CertificateOrder, at: number) {
    const { name: holder, siren, compagnieId } = order
    const compagnie = compagnies.find(({ id }) => id === compagnieId)
    if (compagnie === undefined) throw new Error('the form was checked for its Compagnie')
    const { name, president } = compagnie
    const facts = {
      holder,
      siren: siren.replace(/\D/g, ''),
      compagnie: name,
      president: president.name,
      preparedAt: at,
    }
    response.setHeader('Content-Disposition', 'attachment; filename="attestation-compagnie.pdf"')
    response.type('application/pdf').send(await membershipAttestation(facts))
  }
}

const NOTICES: Readonly<Record<string, NoticeId>> = { enregistre: 'order-kept', termine: 'order-finished' }

const sameNumber = (left: string, right: string): boolean => left.replace(/\D/g, '') === right.replace(/\D/g, '')
