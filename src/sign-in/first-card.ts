/**
 * A good card that no account holds yet (S1.35): its holder registers, or attaches it to the account they have. Either
 * way they first prove an e-mail address by a code; nothing is created or attached before.
 */
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import type { EmailAddress } from '../mail/address.ts'
import { enqueueMail } from '../mail/outbox.ts'
import type { Account } from '../people/account.ts'
import type { Profile } from '../people/profile.ts'
import type { Registration } from '../people/registration.ts'
import { isSameHolder } from '../people/relink.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import { acceptTerms } from '../terms/gate.ts'
import type { CardIdentity } from './card-identity.ts'
import type { CodeDesk, Recipient } from './methods/email-code/code-desk.ts'
import { profileFor } from './profile-wall.ts'
import { findSignIn, type SignIn, signInElsewhere, step } from './sign-in.ts'
import type { Stores, Transact } from './stores.ts'
import type { AddressProof, SignInEvent } from './transaction.ts'

export interface FirstCard {
  /** The form is right: a code goes to the address that it gives. */
  register(signIn: SignIn, address: EmailAddress, registration: Registration, termsId: string, at: number): Step
  /** « Oui »: a code goes to the address of the account, if there is one. */
  relink(signIn: SignIn, address: EmailAddress, at: number): Step
  resend(browserKey: string, signInId: string, at: number): Step
  /** The code is right: creates the account, attaches the card, or queues the request under `reference`. */
  prove(browserKey: string, signInId: string, typed: string, reference: string, at: number): Step
}

type Step = Promise<Outcome<SignIn>>

export function createFirstCard(transact: Transact, desk: CodeDesk, sealer: Sealer, random: Random): FirstCard {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    register: (signIn, address, registration, acceptedTermsId, at) =>
      claim(signIn, address, () => ({ kind: 'registration', registration, acceptedTermsId }), at),

    relink: (signIn, address, at) =>
      claim(signIn, address, (account) => ({ kind: 'relink', accountId: account?.id }), at),

    resend: (browserKey, signInId, at) =>
      transact(async (stores) => {
        const found = await findProof(stores, browserKey, signInId, at)
        if (!found.ok) return found
        const { signIn, recipient } = found.value
        const failure = await desk.resend(stores, signInId, recipient, at)
        return failure === undefined ? succeed(signIn) : fail(failure)
      }),

    prove: (browserKey, signInId, typed, reference, at) =>
      transact(async (stores) => {
        const found = await findProof(stores, browserKey, signInId, at)
        if (!found.ok) return found
        const { signIn, card, proof, recipient } = found.value
        const checked = await desk.check(stores, signInId, recipient, typed, at)
        if (!checked.ok) return checked
        const event =
          proof.purpose.kind === 'registration'
            ? await createAccount(stores, card, proof, proof.purpose, at)
            : await attach(stores, card, proof.purpose.accountId, reference, at)
        return event === undefined ? fail(signInElsewhere({})) : step(stores.signIns, signIn, event)
      }),
  }

  function claim(
    signIn: SignIn,
    { address, key }: EmailAddress,
    purposeFor: (account: Account | undefined) => AddressProof['purpose'],
    at: number,
  ): Step {
    return transact(async (stores) => {
      const current = await stores.signIns.find(signIn.id)
      if (current?.version !== signIn.version || current.state.step !== 'unbound') return fail(signInElsewhere({}))
      const account = await stores.accounts.findByEmailKey(key)
      const proof = { address, addressKey: key, purpose: purposeFor(account) }
      const failure = await desk.send(stores, signIn.id, recipientOf(proof, account), at)
      return failure === undefined ? step(stores.signIns, signIn, { type: 'address-claimed', proof }) : fail(failure)
    })
  }

  async function createAccount(
    stores: Stores,
    card: CardIdentity,
    { address, addressKey }: AddressProof,
    { registration, acceptedTermsId }: Extract<AddressProof['purpose'], { kind: 'registration' }>,
    at: number,
  ): Promise<SignInEvent | undefined> {
    const { profile, givenNames, surname } = registration
    // Whoever got the address meanwhile, or whose card this is by now, keeps it.
    if ((await stores.accounts.findByEmailKey(addressKey)) !== undefined) return undefined
    if ((await stores.bindings.findBySha256(card.sha256)) !== undefined) return undefined
    const id = newId()
    await stores.accounts.create(
      { id, email: address, emailKey: addressKey, givenNames, surname, profiles: [profile] },
      at,
    )
    await stores.registrations.keep(id, registration, at)
    const acceptor = { accountId: id, profile, method: 'smart-card' } as const
    await stores.journal.append('account.registered', { account: id, profile, certificate: card.sha256 }, at)
    // Terms that a newer version has taken the place of are asked for at the gate.
    await acceptTerms(stores, acceptor, acceptedTermsId, newId(), at)
    return bind(stores, card, id, profile, at)
  }

  async function attach(
    stores: Stores,
    card: CardIdentity,
    accountId: string | undefined,
    reference: string,
    at: number,
  ): Promise<SignInEvent | undefined> {
    const account = accountId === undefined ? undefined : await stores.accounts.find(accountId)
    if (account?.status !== 'active' || (await stores.bindings.findBySha256(card.sha256)) !== undefined)
      return undefined
    const held = account.profiles.filter((profile) => card.assurances[profile] !== undefined)
    const profile = profileFor('carte', held)
    const bound = await stores.bindings.listOf(account.id)
    if (profile === undefined || !bound.some((binding) => isSameHolder(card, binding))) {
      const request = { id: newId(), reference, accountId: account.id, card: JSON.stringify(card), askedAt: at }
      await stores.relinkRequests.ask(request)
      await stores.journal.append('relink.asked', { account: account.id, certificate: card.sha256, reference }, at)
      return { type: 'relink-queued', reference }
    }
    await announce(stores, account, card, at)
    return bind(stores, card, account.id, profile, at)
  }

  async function bind(
    stores: Stores,
    card: CardIdentity,
    accountId: string,
    profile: Profile,
    at: number,
  ): Promise<SignInEvent | undefined> {
    const assurance = card.assurances[profile]
    if (assurance === undefined) return undefined
    const binding = { ...card, id: newId(), accountId }
    await stores.bindings.bind(binding, at)
    await stores.journal.append('card.attached', { account: accountId, certificate: card.sha256 }, at)
    return {
      type: 'proven',
      passwordChange: 'not-owed',
      person: {
        accountId,
        profile,
        method: 'smart-card',
        assurance,
        certificateBindingId: binding.id,
        authenticatedAt: at,
      },
    }
  }

  /** The address of the account is always told of a new card. */
  async function announce(stores: Stores, account: Account, card: CardIdentity, at: number): Promise<void> {
    await enqueueMail(stores.outbox, sealer, {
      id: newId(),
      recipient: account.email,
      locale: account.locale,
      template: 'card-attached',
      parameters: { cardLabel: card.label, issuer: card.issuer, attachedAt: at },
      subject: `account:${account.id}`,
      at,
    })
  }
}

async function findProof(stores: Stores, browserKey: string, signInId: string, at: number) {
  const found = await findSignIn(stores.signIns, browserKey, signInId, at)
  if (!found.ok) return found
  const { state } = found.value
  if (state.step !== 'proving-address') return fail(signInElsewhere({}))
  const account = await stores.accounts.findByEmailKey(state.proof.addressKey)
  const { card, proof } = state
  return succeed({ signIn: found.value, card, proof, recipient: recipientOf(proof, account) })
}

/** The page never tells whether the address has an account; what is mailed does, to its owner alone (EN-3). */
function recipientOf({ address, purpose }: AddressProof, account: Account | undefined): Recipient {
  const locale = account?.locale ?? 'fr'
  if (purpose.kind === 'registration') {
    const mail = account === undefined ? 'login-code' : 'address-in-use'
    return { address, locale, accountId: undefined, mail }
  }
  const sends = account?.status === 'active' && account.id === purpose.accountId
  return { address, locale, accountId: purpose.accountId, mail: sends ? 'login-code' : 'nothing' }
}
