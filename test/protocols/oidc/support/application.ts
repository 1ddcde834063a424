/** An application that trusts Parvis, as its developer would write it with openid-client. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as client from 'openid-client'
import { createAesSealer } from '../../../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../../../src/adapters/crypto-random.ts'
import { type Application, secretContext } from '../../../../src/protocols/oidc/application.ts'
import { createApplicationStore } from '../../../../src/storage/oidc-clients.ts'
import type { Answer, Browser } from '../../../support/browser-client.ts'
import type { PortalUnderTest } from '../../../support/portal-under-test.ts'
import { httpsFetch } from './https-fetch.ts'

export interface TestApplication {
  readonly id: string
  readonly secret: string
  readonly redirectUri: string
  readonly config: client.Configuration
  /** The address that the application sends a browser to, and what it remembers meanwhile. */
  begin(parameters?: Readonly<Record<string, string>>): Promise<Begun>
  /** What the application makes of the address that the browser came back to. */
  redeem(begun: Begun, callback: string): Promise<Tokens>
  /** Both at once, with a browser that is logged in. */
  enter(browser: Browser, parameters?: Readonly<Record<string, string>>): Promise<Tokens>
}

export interface Begun {
  readonly url: string
  readonly verifier: string
  readonly state: string
  readonly nonce: string
}

export type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>

let registered = 0

/** Registers an application in the database of the service, as `parvis client add` does. */
export async function registerApplication(
  portal: PortalUnderTest,
  wanted: Partial<Application> = {},
): Promise<TestApplication> {
  registered += 1
  const id = wanted.id ?? `essai-${registered}`
  const application: Application = {
    id,
    name: `Application ${registered}`,
    homeUri: undefined,
    redirectUris: [`https://${id}.example/retour`],
    postLogoutRedirectUris: [`https://${id}.example/adieu`],
    backChannelLogoutUri: undefined,
    privateAddresses: [],
    authentication: 'client_secret_basic',
    keys: [],
    signingAlgorithm: 'ES256',
    profiles: [],
    minimumLevel: 'mailbox',
    frenchScale: undefined,
    pushedRequestsOnly: false,
    boundTokensOnly: false,
    ...wanted,
  }
  const secret = randomBytes(32).toString('base64url')
  const sealer = createAesSealer(readFileSync(portal.settings.secretKeyFile), createCryptoRandom())
  const withSecret = application.authentication.startsWith('client_secret')
  const added = await createApplicationStore(portal.database).add({
    ...application,
    secretSealed: withSecret ? sealer.seal(secret, secretContext(id)) : undefined,
    addedAt: portal.clock.now(),
    secretChangedAt: undefined,
  })
  if (!added) throw new Error(`${id} is there already`)
  // What another process registers is known here within a second, and the clock of the tests stands still.
  portal.clock.advance(1000)
  const config = await discover(portal, application, secret)
  const [redirectUri = ''] = application.redirectUris

  const begin: TestApplication['begin'] = async (parameters = {}) => {
    const verifier = client.randomPKCECodeVerifier()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...parameters,
    })
    return { url: url.href, verifier, state, nonce }
  }
  const redeem: TestApplication['redeem'] = ({ verifier, state, nonce }, callback) =>
    client.authorizationCodeGrant(config, new URL(callback), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
  return {
    id,
    secret,
    redirectUri,
    config,
    begin,
    redeem,
    async enter(browser, parameters) {
      const begun = await begin(parameters)
      return redeem(begun, await callbackOf(browser, begun.url))
    },
  }
}

export function discover(
  portal: PortalUnderTest,
  { id, authentication, signingAlgorithm }: Application,
  secret: string,
) {
  const authenticate =
    authentication === 'none'
      ? client.None()
      : authentication === 'client_secret_post'
        ? client.ClientSecretPost(secret)
        : client.ClientSecretBasic(secret)
  return client.discovery(
    new URL(`${portal.origin}/oidc`),
    id,
    { id_token_signed_response_alg: signingAlgorithm },
    authenticate,
    { [client.customFetch]: httpsFetch(readFileSync(portal.pki.caPath)) as client.CustomFetch },
  )
}

/** Follows a browser within the portal. @returns the last page, or the answer that leads out of the portal. */
export async function follow(browser: Browser, first: Answer): Promise<Answer> {
  let answer = first
  const { origin } = new URL(first.url)
  for (let steps = 0; answer.location !== '' && steps < 12; steps += 1) {
    const next = new URL(answer.location, answer.url)
    if (next.origin !== origin) return answer
    answer = await browser.get(next.href)
  }
  return answer
}

/** Opens an address of the portal that leads to an application. @returns the address of the application. */
export async function callbackOf(browser: Browser, url: string): Promise<string> {
  const answer = await follow(browser, await browser.get(url))
  if (answer.location === '') throw new Error(`stopped at « ${answer.title} » (${answer.status}): ${answer.text}`)
  return answer.location
}
