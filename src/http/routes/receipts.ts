/** The proofs that a person accepted the terms: to read, print and keep (GD-7, S1.47). */
import { type Request, type RequestHandler, Router } from 'express'
import { fullName } from '../../people/account.ts'
import { receiptOf, sealReceipt } from '../../terms/receipt.ts'
import type { TermsAcceptance, TermsStore, TermsVersion } from '../../terms/terms.ts'
import { type ReceiptEntry, receiptPage } from '../../views/pages/account/receipts.tsx'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'sealer' | 'origin'>

export interface Proof {
  readonly acceptance: TermsAcceptance
  readonly version: TermsVersion
}

export function receiptRoutes(portal: Parts): RequestHandler {
  const guarded = requireSession(portal)
  const router = Router()

  router.get(PATHS.receiptFile, guarded, async (request, response, next) => {
    const proof = await ownProof(request)
    if (proof === undefined) return next()
    const { account } = signedInOf(request)
    const receipt = receiptOf(proof.acceptance, proof.version, fullName(account), portal.origin)
    response.setHeader('Content-Disposition', `attachment; filename="recu-cgu-${proof.acceptance.id}.json"`)
    return response.type('json').send(`${JSON.stringify(sealReceipt(portal.sealer, receipt), undefined, 2)}\n`)
  })

  router.get(PATHS.receipt, guarded, async (request, response, next) => {
    const proof = await ownProof(request)
    if (proof === undefined) return next()
    const { account } = signedInOf(request)
    const { id, profile, method, termsSha256, acceptedAt } = proof.acceptance
    const page = receiptPage({
      number: id,
      holder: fullName(account),
      email: account.email,
      profile,
      method,
      versionLabel: proof.version.label,
      sha256: termsSha256,
      acceptedAt,
      downloadPath: PATHS.receiptFile.replace(':id', id),
      backPath: PATHS.account,
    })
    return portal.sendPage(request, response, page)
  })

  return router

  async function ownProof(request: Request): Promise<Proof | undefined> {
    const proofs = await proofsOf(portal.stores.terms, signedInOf(request).account.id)
    return proofs.find(({ acceptance }) => acceptance.id === request.params['id'])
  }
}

/** Oldest first. */
export async function proofsOf(terms: TermsStore, accountId: string): Promise<readonly Proof[]> {
  const [acceptances, versions] = await Promise.all([terms.acceptancesOf(accountId), terms.versions()])
  return acceptances.flatMap((acceptance) => {
    const version = versions.find(({ id }) => id === acceptance.termsId)
    return version === undefined ? [] : [{ acceptance, version }]
  })
}

export async function receiptsOf(terms: TermsStore, accountId: string): Promise<readonly ReceiptEntry[]> {
  const proofs = await proofsOf(terms, accountId)
  return proofs.map(({ acceptance: { id, acceptedAt, profile }, version: { label } }) => ({
    label,
    acceptedAt,
    profile,
    path: PATHS.receipt.replace(':id', id),
  }))
}
