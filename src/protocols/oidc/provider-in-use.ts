/** The provider as it is now: the library, loaded when somebody needs it, set up anew whenever the published keys change. */
import type { EventEmitter } from 'node:events'
import type { Clock } from '../../ports/clock.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { type Codes, createCodes } from './code.ts'
import { createProvider, type Library, type Provider, type ProviderParts } from './provider.ts'
import { createRequestWrites, type RequestWrites } from './request-writes.ts'

export interface ProviderInUse {
  readonly library: Library
  readonly provider: Provider
  readonly writes: RequestWrites
  readonly codes: Codes
  readonly handle: ReturnType<Provider['callback']>
}

export interface ProviderInUseParts extends Omit<ProviderParts, 'writes' | 'codes'> {
  readonly ring: Pick<KeyRing, 'published'>
  readonly clock: Clock
  readonly report: (error: unknown) => void
  /** What happens to an answer of the library before it leaves. */
  readonly afterAnswer: (ctx: Parameters<Parameters<Provider['use']>[0]>[0], used: ProviderInUse) => Promise<void>
}

export function createProviderInUse(parts: ProviderInUseParts): () => Promise<ProviderInUse> {
  let loading: Promise<Library> | undefined
  let current: { readonly keyIds: string; readonly used: ProviderInUse } | undefined
  return async () => {
    loading ??= import('oidc-provider')
    const library = await loading
    const keys = parts.ring.published(parts.clock.now())
    const keyIds = keys.map(({ kid }) => kid).join()
    if (current?.keyIds !== keyIds) current = { keyIds, used: setUp(library, keys) }
    return current.used
  }

  function setUp(library: Library, keys: ReturnType<KeyRing['published']>): ProviderInUse {
    const { artifacts, sealer, clock, report } = parts
    const currentRequest = () => library.default.ctx
    const writes = createRequestWrites(artifacts, currentRequest)
    const codes = createCodes({ sealer, writes, clock, errors: library.errors, current: currentRequest })
    const provider = createProvider(library, { ...parts, writes, codes }, keys)
    const emitter: EventEmitter = provider
    provider.use(async (ctx, next) => {
      await next()
      await parts.afterAnswer(ctx, used)
    })
    provider.on('server_error', (_ctx, error) => report(error))
    emitter.on('error', report)
    const used = { library, provider, writes, codes, handle: provider.callback() }
    return used
  }
}
