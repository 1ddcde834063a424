/**
 * An authorization code carries what it stands for, sealed with the key of this installation: nothing is written down
 * before somebody redeems it, and then only that it was used.
 */
import type { AdapterPayload, errors as libraryErrors } from 'oidc-provider'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { hashOfIdentifier } from './artifact.ts'
import type { RequestWrites } from './request-writes.ts'

const CONTEXT = 'oidc code'
/** Longer than any code is good for, whatever clock says so. */
const USE_REMEMBERED_SECONDS = 3600
/** A code of ours, with the longest request for claims in it, is shorter. */
const LONGEST = 8_000

export interface CodeParts {
  readonly sealer: Sealer
  readonly writes: RequestWrites
  readonly clock: Clock
  readonly errors: typeof libraryErrors
  /** The request under way. */
  readonly current: () => object | undefined
}

export interface Codes {
  /** @param identifier by which the library knows the code. */
  issue(identifier: string, payload: AdapterPayload): void
  /** The address that takes the code of this request to the application, the sealed code in the place of the identifier. */
  carry(request: object, location: string): string
  /** @returns undefined for what is no code of ours. */
  open(code: string): AdapterPayload | undefined
  /** Of any number of requests with the same code, one commits. */
  use(identifier: string): Promise<void>
}

export function createCodes({ sealer, writes, clock, errors, current }: CodeParts): Codes {
  const issued = new WeakMap<object, { readonly identifier: string; readonly payload: AdapterPayload }>()
  const presented = new WeakMap<object, AdapterPayload>()
  const underWay = (): object => {
    const request = current()
    if (request === undefined) throw new Error('codes are issued and redeemed in requests only')
    return request
  }
  return {
    issue: (identifier, payload) => void issued.set(underWay(), { identifier, payload }),

    carry(request, location) {
      const code = issued.get(request)
      if (code === undefined) return location
      const sealed = sealer.seal(JSON.stringify(code.payload), CONTEXT)
      return location.replace(`code=${code.identifier}`, `code=${sealed}`)
    },

    open(code) {
      if (code.length > LONGEST) return undefined
      const payload = opened(sealer, code)
      if (payload !== undefined) presented.set(underWay(), payload)
      return payload
    },

    use(identifier) {
      const grantId = presented.get(underWay())?.grantId
      const used = {
        model: 'AuthorizationCode',
        idHash: hashOfIdentifier(identifier),
        payload: '',
        // Stays when what came from the grant is revoked: the code must not become new by it.
        grantId: undefined,
        expiresAt: clock.now() + USE_REMEMBERED_SECONDS * 1000,
      }
      return writes.add(async (within) => {
        if (!(await within.add(used))) throw Object.assign(new errors.InvalidGrant('already used'), { grantId })
      }, 'fleeting')
    },
  }
}

function opened(sealer: Sealer, code: string): AdapterPayload | undefined {
  try {
    return JSON.parse(sealer.open(code, CONTEXT)) as AdapterPayload
  } catch {
    return undefined
  }
}
