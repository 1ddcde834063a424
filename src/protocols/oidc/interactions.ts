/** Interactions: a request of an application that waits while its person logs in, accepts terms, chooses a profile. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { errors, Interaction } from 'oidc-provider'
import type { Vouched } from '../voucher.ts'
import type { Application } from './application.ts'
import type { Applications } from './applications.ts'
import { loginOf } from './person.ts'
import type { Library, Provider } from './provider.ts'
import { type Requirement, readRequirement } from './requirement.ts'

export interface PendingRequest {
  readonly uid: string
  readonly application: Application
  readonly wanted: Requirement
}

export type Refusal = 'access_denied' | 'unmet_authentication_requirements'

export interface Interactions {
  /** @returns undefined when the request is over, or belongs to another browser. */
  find(request: IncomingMessage, response: ServerResponse): Promise<PendingRequest | undefined>
  /** @returns where the browser goes on to the application. */
  finish(request: IncomingMessage, response: ServerResponse, pending: PendingRequest, vouched: Vouched): Promise<string>
  /** @returns where the browser takes the refusal to the application. */
  refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<string>
}

const DESCRIPTIONS: Readonly<Record<Refusal, string>> = {
  access_denied: 'the person went back to the application',
  unmet_authentication_requirements: 'the requested acr cannot be reached by this person',
}

export function createInteractions(
  load: () => Promise<{ readonly provider: Provider; readonly library: Library }>,
  applications: Applications,
): Interactions {
  return {
    async find(request, response) {
      const { provider, library } = await load()
      const interaction = await provider
        .interactionDetails(request, response)
        .catch(unless(library.errors.SessionNotFound))
      const application = interaction && (await applications.find(String(interaction.params['client_id'])))
      return interaction && application && pendingOf(interaction, application)
    },

    async finish(request, response, { application, wanted }, vouched) {
      const { provider } = await load()
      const { loginTs: ts, ...login } = loginOf(vouched, application, wanted)
      const result = { login: { ...login, ts, remember: false }, select_profile: {}, consent: {} }
      return provider.interactionResult(request, response, result, { mergeWithLastSubmission: false })
    },

    async refuse(request, response, error) {
      const { provider } = await load()
      return provider.interactionResult(request, response, { error, error_description: DESCRIPTIONS[error] })
    },
  }
}

const pendingOf = ({ uid, params }: Interaction, application: Application): PendingRequest => ({
  uid,
  application,
  wanted: readRequirement(params),
})

/** Takes an error of the library for an expected ending; any other goes on. */
const unless = (kind: typeof errors.SessionNotFound) => (error: unknown) => {
  if (error instanceof kind) return undefined
  throw error
}
