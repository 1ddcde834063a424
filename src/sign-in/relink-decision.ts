/** What an administrator decides about a card that did not match its account strictly, and why. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { enqueueMail } from '../mail/outbox.ts'
import type { CertificateBinding } from '../people/certificate-binding.ts'
import type { RelinkRequest } from '../people/relink.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { CardIdentity } from './card-identity.ts'
import type { Stores, Transact } from './stores.ts'

export const relinkRequestUnknown = defineFailure(
  'relink.request-unknown',
  'not-found',
  'No request to attach a card has this reference.',
)
export const relinkRequestDecided = defineFailure(
  'relink.request-decided',
  'conflict',
  'The request was decided before, or the card belongs to an account by now.',
)

export const relinkOwnRequest = defineFailure(
  'relink.own-request',
  'forbidden',
  'Nobody decides about a card of their own account.',
)

/** Both certificates side by side. */
export interface RelinkCase {
  readonly request: RelinkRequest
  readonly account: { readonly id: string; readonly name: string; readonly email: string }
  readonly presented: CardIdentity
  readonly bound: readonly CertificateBinding[]
}

export interface RelinkDesk {
  pending(): Promise<readonly RelinkRequest[]>
  open(reference: string): Promise<Outcome<RelinkCase>>
  /** @param decidedBy who answers for it: an account's id, or the operator's name on the command line. */
  decide(
    reference: string,
    verdict: 'approved' | 'refused',
    decidedBy: string,
    reason: string,
    at: number,
  ): Promise<Outcome<undefined>>
}

export function createRelinkDesk(stores: Stores, transact: Transact, sealer: Sealer, random: Random): RelinkDesk {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    pending: () => stores.relinkRequests.list('pending'),
    open: (reference) => open(stores, reference),

    decide: (reference, verdict, decidedBy, reason, at) =>
      transact(async (within) => {
        const opened = await open(within, reference)
        if (!opened.ok) return opened
        const { request, account, presented } = opened.value
        if (decidedBy === account.id) return fail(relinkOwnRequest({}))
        const taken = await within.bindings.findBySha256(presented.sha256)
        if (taken !== undefined && verdict === 'approved') return fail(relinkRequestDecided({}))
        if (!(await within.relinkRequests.decide(request.id, verdict, decidedBy, reason, at))) {
          return fail(relinkRequestDecided({}))
        }
        const data = { account: account.id, certificate: presented.sha256, reference, verdict, by: decidedBy, reason }
        await within.journal.append('relink.decided', data, at)
        if (verdict === 'approved') await within.bindings.bind({ ...presented, id: newId(), accountId: account.id }, at)
        await announce(within, opened.value, verdict, at)
        return succeed(undefined)
      }),
  }

  async function announce(
    within: Stores,
    { account, presented }: RelinkCase,
    verdict: 'approved' | 'refused',
    at: number,
  ): Promise<void> {
    const owner = await within.accounts.find(account.id)
    if (owner === undefined) return
    const { label: cardLabel, issuer } = presented
    const envelope = {
      id: newId(),
      recipient: owner.email,
      locale: owner.locale,
      subject: `account:${owner.id}`,
      at,
    }
    await enqueueMail(
      within.outbox,
      sealer,
      verdict === 'approved'
        ? { ...envelope, template: 'card-attached', parameters: { cardLabel, issuer, attachedAt: at } }
        : { ...envelope, template: 'card-not-attached', parameters: { cardLabel, issuer } },
    )
  }
}

async function open(stores: Stores, reference: string): Promise<Outcome<RelinkCase>> {
  const request = await stores.relinkRequests.findByReference(reference)
  const account = request && (await stores.accounts.find(request.accountId))
  if (request === undefined || account === undefined) return fail(relinkRequestUnknown({}))
  return succeed({
    request,
    account: { id: account.id, name: `${account.givenNames} ${account.surname}`, email: account.email },
    presented: JSON.parse(request.card) as CardIdentity,
    bound: await stores.bindings.listOf(account.id),
  })
}
