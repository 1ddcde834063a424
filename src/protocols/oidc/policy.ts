/** When the provider stops a request and sends the browser to the interaction: next-step, as the library wants it told. */
import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider'
import type { NextStep } from './next-step.ts'

type Library = typeof interactionPolicy

/** @param judge what stands between this request and its code. */
export function createPolicy(
  { base, Check, Prompt }: Library,
  judge: (ctx: KoaContextWithOIDC) => Promise<NextStep>,
): interactionPolicy.DefaultPolicy {
  const policy = base()
  const [login, consent] = [policy.get('login'), policy.get('consent')]
  if (login === undefined || consent === undefined) throw new Error('the library has another policy than it had')

  // Replaced by rules of ours, which know the session of the portal; those about id_token_hint and sub stay.
  for (const reason of ['no_session', 'max_age', 'essential_acrs', 'essential_acr']) login.checks.remove(reason)
  login.checks.add(stops('signed_out', 'login_required', 'a login is needed', 'sign-in'))
  login.checks.add(
    stops('terms_owed', 'interaction_required', 'the terms of use must be accepted first', 'accept-terms'),
  )
  login.checks.add(stops('profile_not_accepted', 'interaction_required', 'another profile is needed', 'choose-profile'))
  login.checks.add(stops('card_needed', UNMET, 'the requested acr needs a certificate', 'use-card'))
  login.checks.add(stops('level_unreachable', UNMET, 'the requested acr cannot be reached', 'refuse'))

  // The applications are the operator's own: a person consents to nothing here, but an application may ask all the same.
  for (const { reason } of [...consent.checks]) if (reason !== 'consent_prompt') consent.checks.remove(reason)

  policy.add(new Prompt({ name: 'select_profile', requestable: true }), 1)
  return policy

  function stops(reason: string, error: string, description: string, step: NextStep['step']) {
    return new Check(reason, description, error, async (ctx) => (await judge(ctx)).step === step)
  }
}

/** OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
const UNMET = 'unmet_authentication_requirements'
