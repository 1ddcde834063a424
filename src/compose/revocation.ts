/** Revocation, live: lists and answers fetched for proven paths from the hosts of the trusted authorities, kept on disk. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import { openCrlFolder } from '../adapters/crl-folder.ts'
import { createCrlStore } from '../adapters/crl-store.ts'
import type { CrlTrackerParts } from '../adapters/crl-tracker.ts'
import { createGuardedFetch } from '../adapters/guarded-fetch.ts'
import { createOcspClient } from '../adapters/revocation-cache-ocsp.ts'
import type { TrustStore } from '../card-holder/trust-store.ts'
import { CURRENT_ALGORITHMS } from '../pki/algorithms/algorithm-policy.ts'
import { fingerprint } from '../pki/revocation/fingerprint.ts'
import { validateLive } from '../pki/revocation/live-validation.ts'
import { loadCrl } from '../pki/revocation/load-crl.ts'
import { openOcspExchange } from '../pki/revocation/ocsp-exchange.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from '../pki/revocation/policy.ts'
import type { RevokedRegister } from '../pki/revocation/revoked-register.ts'
import type { TrustAnchor } from '../pki/trust-anchor.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Settings } from '../settings/schema.ts'
import type { LiveValidation } from '../sign-in/methods/smart-card/judgement.ts'

const LIST_BYTES = 200 * 1024 * 1024
const FETCH_MS = 60_000
/** A login waits this long for what is not there yet; after that its absence is judged by the named policies. */
const LOGIN_WAITS_SECONDS = 5
const LIST_REFRESH_SECONDS = 30 * 60
const ANSWER_REUSE_SECONDS = 5 * 60
const RETRY_SECONDS = 60
const CLOCK_SKEW_SECONDS = 5 * 60

interface Parts {
  readonly trust: TrustStore
  readonly register: RevokedRegister
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

interface ListParts {
  readonly trust: TrustStore
  readonly clock: Clock
  /** Runs a task once, later. @returns what cancels it. */
  readonly schedule: CrlTrackerParts['schedule']
  readonly report: (event: object) => void
}

/** Lists from the hosts of the trusted authorities and no others, kept on disk. */
export function openLists(settings: Settings, { trust, clock, schedule, report }: ListParts) {
  const fetch = createGuardedFetch({
    allowedHosts: [...new Set(trust.authorities.flatMap(({ revocation }) => revocation.hosts))],
    // The authority of the demo answers on this machine.
    allowedPrivateAddresses: settings.mode === 'demo' ? ['127.0.0.1', '::1'] : [],
    timeoutMilliseconds: FETCH_MS,
    maximumBytes: LIST_BYTES,
  })
  const lists = createCrlStore({
    folder: openCrlFolder(join(settings.dataFolder, 'revocation')),
    fetch,
    load: (der, signers) => loadCrl(der, signers, CURRENT_ALGORITHMS),
    clock,
    schedule,
    report,
    refreshSeconds: LIST_REFRESH_SECONDS,
    retrySeconds: RETRY_SECONDS,
    waitAtMostSeconds: LOGIN_WAITS_SECONDS,
  })
  return { fetch, lists }
}

export function openRevocation(settings: Settings, { trust, register, clock, random, logger }: Parts) {
  const report = (event: object) => logger.info(event, 'revocation')
  const { fetch, lists } = openLists(settings, {
    trust,
    clock,
    report,
    schedule: (task, milliseconds) => {
      const timer = setTimeout(task, milliseconds)
      timer.unref()
      return () => clearTimeout(timer)
    },
  })
  const answers = createOcspClient({
    fetch,
    openExchange: ({ certificate, issuerKey }) =>
      openOcspExchange(certificate, issuerKey, { hash: 'sha1', nonce: 'checked-when-given' }, random),
    clock,
    report,
    reuseSeconds: ANSWER_REUSE_SECONDS,
    retrySeconds: RETRY_SECONDS,
    waitAtMostSeconds: LOGIN_WAITS_SECONDS,
  })
  const policyFor = policyOf(settings, trust)
  const live = { lists, answers, register, policyFor }
  const validate: LiveValidation = (request) => validateLive(request, live)
  return { validate, policyFor, start: () => lists.start(), stop: () => lists.stop() }
}

/** What the operator decided for an authority, or else for all of them. */
function policyOf({ revocation }: Settings, trust: TrustStore) {
  return ({ certificate }: TrustAnchor): RevocationPolicy => {
    const decided = certificate && trust.find(fingerprint(certificate.der))?.revocation
    return {
      ...STRICT_REVOCATION,
      unavailable: decided?.unavailable ?? revocation.unavailable,
      expired: decided?.expired ?? revocation.expired,
      clockSkewSeconds: CLOCK_SKEW_SECONDS,
    }
  }
}
