/** Puts the house together: the only place, with compose/, that names concrete adapters, methods and protocols. */
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { type Logger, pino } from 'pino'
import { createAesSealer } from './adapters/aes-sealer.ts'
import { createArgon2Hasher } from './adapters/argon2-hasher.ts'
import { createCryptoRandom } from './adapters/crypto-random.ts'
import { openEvidenceFolder } from './adapters/evidence-folder.ts'
import { createSystemClock } from './adapters/system-clock.ts'
import { readTrustFolder } from './adapters/trust-folder.ts'
import { readTrustStore } from './card-holder/trust-store.ts'
import { openAccounts, openEndAnnouncer } from './compose/accounts.ts'
import { createApplicationLinks } from './compose/application-links.ts'
import { openEngines } from './compose/engines.ts'
import { evidenceFolderOf } from './compose/evidence-folder.ts'
import { openForwardAuth } from './compose/forward-auth.ts'
import { startHousekeeping } from './compose/housekeeping.ts'
import { openListeners } from './compose/listeners.ts'
import { openOidc } from './compose/oidc.ts'
import { openOutbox } from './compose/outbox.ts'
import { openParticipants } from './compose/participants.ts'
import { openRevocation } from './compose/revocation.ts'
import { openSigningKeys } from './compose/signing-keys.ts'
import { createApp } from './http/app.ts'
import { loadAssets } from './http/assets.ts'
import { createCardAddress } from './http/card-address.ts'
import { createPageSender } from './http/page-response.ts'
import type { Portal } from './http/portal.ts'
import { newReference } from './http/reference.ts'
import { createRequestLog } from './http/request-log.ts'
import { createIdentifierReader, sessionCookie } from './http/session-cookie.ts'
import type { Clock } from './ports/clock.ts'
import type { Protocol } from './protocols/protocol.ts'
import type { SessionLifetimes } from './sessions/lifetime.ts'
import type { Settings } from './settings/schema.ts'
import { createEstablisher } from './sign-in/establish.ts'
import { createFirstCard } from './sign-in/first-card.ts'
import { createAccessActivator } from './sign-in/methods/activation-link/activate-access.ts'
import { createPasswordChanger } from './sign-in/methods/email-code/change-password.ts'
import { createCodeDesk } from './sign-in/methods/email-code/code-desk.ts'
import { createPasswordProver } from './sign-in/methods/email-code/prove-password.ts'
import { createAttemptReporter } from './sign-in/methods/email-code/report-attempt.ts'
import { createEmailSignIn } from './sign-in/methods/email-code/sign-in-by-email.ts'
import { createCardDesk } from './sign-in/methods/smart-card/card-desk.ts'
import { createEvidenceCleaner } from './sign-in/methods/smart-card/evidence.ts'
import { createCardExaminer, createCardJudge } from './sign-in/methods/smart-card/examine-card.ts'
import { createKeepingExaminer } from './sign-in/methods/smart-card/keep-evidence.ts'
import { createCardRechecker } from './sign-in/methods/smart-card/recheck-cards.ts'
import { createRelinkDesk } from './sign-in/relink-decision.ts'
import { createLawyerDirectory } from './storage/lawyers.ts'
import { createRevokedRegister } from './storage/revoked-certificates.ts'
import { createStores, createTransact } from './storage/stores.ts'

export interface Service {
  /** Resolves once every listener answers. */
  start(): Promise<void>
  /** Takes nothing new, lets what is under way end, closes the engines. */
  stop(): Promise<void>
}

export interface Surroundings {
  readonly clock?: Clock
  readonly logger?: Logger
}

/** @throws when something the service cannot do without is missing: keys, trust store, engines. */
export async function compose(settings: Settings, surroundings: Surroundings = {}): Promise<Service> {
  const { clock = createSystemClock(), logger = pino({ level: settings.logLevel }) } = surroundings
  const random = createCryptoRandom()
  const sealer = createAesSealer(readFileSync(settings.secretKeyFile), random)
  const hasher = createArgon2Hasher()
  const trust = readTrustStore(readTrustFolder(settings.trust.folder))
  if (!trust.ok) throw new Error(trust.failure.explanation)

  const engines = await openEngines(settings, clock)
  const stores = createStores(engines.database, random)
  const transact = createTransact(engines.database, random)
  const report = (error: unknown, reference?: string) => logger.error({ err: error, reference }, 'unexpected')

  const outbox = openOutbox(settings, { store: stores.outbox, sealer, clock, report })
  const register = createRevokedRegister(engines.database)
  const revocation = openRevocation(settings, { trust: trust.value, register, clock, random, logger })
  const address = createCardAddress(settings.card.origin, settings.card.wildcard)
  const judge = createCardJudge(trust.value, revocation.validate, clock)
  const examine = createCardExaminer(judge)
  const evidenceFiles = openEvidenceFolder(evidenceFolderOf(settings))
  const keepEvidence = createKeepingExaminer({
    judge,
    inForce: { trust: trust.value, policyFor: revocation.policyFor },
    store: stores.cardEvidence,
    files: evidenceFiles,
    newReference: () => newReference(random),
    report,
  })
  const cards = createCardDesk(engines.ephemeral, random, keepEvidence, address.of)

  const signingKeys = openSigningKeys(engines.database, sealer, clock, report)
  const forwardAuth = openForwardAuth(settings, {
    database: engines.database,
    stores,
    ephemeral: engines.ephemeral,
    keys: signingKeys.ring,
    sealer,
    random,
    clock,
    report,
  })

  const codes = createCodeDesk(sealer, random)
  const lifetimes = lifetimesOf(settings)
  const accessCutOff = settings.access.cutOffAt ?? 0
  const assets = loadAssets()
  const accountParts = { stores, transact, sealer, random, accessCutOff, hasher, examine }
  const portal: Portal = {
    origin: settings.portal.origin,
    stores,
    transact,
    ephemeral: engines.ephemeral,
    random,
    sealer,
    lifetimes,
    accessCutOff,
    mailSender: settings.mail.from.address,
    offersPersonalAccount: settings.personalAccountPortal,
    sendPage: createPageSender(
      { support: settings.support, assets: assets.paths, personalAccountPortal: settings.personalAccountPortal },
      lifetimes,
    ),
    provePassword: createPasswordProver(
      stores,
      hasher,
      sealer,
      hasher.hash(Buffer.from(random.bytes(24)).toString('hex')),
    ),
    emailSignIn: createEmailSignIn(transact, codes, random),
    firstCard: createFirstCard(transact, codes, sealer, random),
    relinkDesk: createRelinkDesk(stores, transact, sealer, random),
    codes,
    passwords: createPasswordChanger(stores, transact, hasher, sealer, random),
    reportAttempt: createAttemptReporter(transact, sealer, random),
    cards,
    applicationLinks: createApplicationLinks(engines.database),
    entry: forwardAuth.entry,
    activation: createAccessActivator(stores, transact, hasher, accessCutOff),
    lawyers: createLawyerDirectory(engines.database),
    participants: openParticipants(settings, {
      stores,
      transact,
      ephemeral: engines.ephemeral,
      sealer,
      random,
      hasher,
    }),
    ...openAccounts(settings, accountParts),
    establish: createEstablisher(stores, transact, lifetimes, random, accessCutOff),
    sendMailNow: outbox.sendNow,
  }
  const cookieKey = sealer.fingerprint('', 'session cookie')
  const oidc = openOidc({
    portal,
    database: engines.database,
    ring: signingKeys.ring,
    identifierOf: createIdentifierReader(cookieKey),
    clock,
    logger,
    report,
  })
  const app = createApp({
    portal,
    protocols: [oidc],
    assets,
    clock,
    defaultLocale: settings.defaultLocale,
    sessionCookie: sessionCookie(engines.browserSessions, random, cookieKey),
    requestLog: createRequestLog(logger),
    formTargets: address.formTargets,
    report,
  })
  const listeners = openListeners(settings, {
    app: inFront([forwardAuth, oidc], app),
    desk: cards,
    address,
    trust: trust.value,
    clock,
    engines,
    report,
  })
  const housekeeping = startHousekeeping(
    engines.database,
    stores,
    createCardRechecker(stores, transact, examine),
    openEndAnnouncer(accountParts),
    createEvidenceCleaner(stores.cardEvidence, evidenceFiles),
    clock,
    report,
  )

  return {
    async start() {
      await signingKeys.start()
      await listeners.open()
      outbox.start()
      oidc.start()
      await revocation.start()
      await stores.journal.append('service.started', { mode: settings.mode }, clock.now())
      logger.info({ portal: settings.portal.origin, card: settings.card.origin }, 'ready')
    },
    async stop() {
      housekeeping.stop()
      signingKeys.stop()
      await listeners.close()
      await Promise.all([oidc.stop(), outbox.stop(), revocation.stop()])
      await engines.close()
    },
  }
}

/** What protocols are asked by machines, at every login or at every request, is answered without the middleware of pages. */
const inFront =
  (protocols: readonly Pick<Protocol, 'answer'>[], app: RequestListener): RequestListener =>
  (request, response) => {
    const answered = protocols.some((protocol) => protocol.answer(request, response, () => app(request, response)))
    if (!answered) app(request, response)
  }

const lifetimesOf = ({ session }: Settings): SessionLifetimes => ({
  idleSeconds: session.idle.seconds,
  absoluteSeconds: {
    'smart-card': session.cardLifetime.seconds,
    'email-code': session.emailLifetime.seconds,
    'activation-link': session.emailLifetime.seconds,
  },
})
