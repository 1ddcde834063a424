/** What makes readable settings unacceptable all the same: one rule a line, each with its remedy. */
import { isIP } from 'node:net'
import { secretKeyMistake, tlsMistake, trustFolderMistake } from './files.ts'
import type { Settings } from './schema.ts'
import type { Environment } from './texts.ts'

/** A rule looks only at settings that it lists, and is left out while one of them could not be read. */
interface Rule {
  readonly reads: readonly string[]
  readonly mistake: (settings: Settings, env: Environment) => string | false | undefined
}

const rule = (reads: string, mistake: Rule['mistake']): Rule => ({ reads: reads.split(' '), mistake })

const EVERYWHERE: readonly Rule[] = [
  rule(
    'portal.origin card.origin',
    ({ portal, card }) =>
      hostOf(portal.origin) === hostOf(card.origin) &&
      'PARVIS_CARD_ORIGIN must have another host name than PARVIS_PORTAL_ORIGIN: cookies do not tell ports apart',
  ),
  rule(
    'portal.origin card.origin card.wildcard',
    ({ portal, card }) =>
      card.wildcard &&
      hostOf(portal.origin).endsWith(`.${hostOf(card.origin)}`) &&
      'PARVIS_PORTAL_ORIGIN must not lie under PARVIS_CARD_ORIGIN while PARVIS_CARD_WILDCARD is on: every name there belongs to cards',
  ),
  rule(
    'session.idle session.cardLifetime session.emailLifetime',
    ({ session }) =>
      session.idle.seconds > Math.min(session.cardLifetime.seconds, session.emailLifetime.seconds) &&
      'PARVIS_SESSION_IDLE must not be longer than PARVIS_SESSION_CARD_LIFETIME and PARVIS_SESSION_EMAIL_LIFETIME',
  ),
  rule(
    'portal.host portal.port card.host card.port',
    ({ portal, card }) =>
      portal.port === card.port &&
      portal.host === card.host &&
      'PARVIS_CARD_PORT must differ from PARVIS_PORTAL_PORT: both listen on the same address',
  ),
  rule(
    'trustedProxies',
    ({ trustedProxies }) =>
      trustedProxies.some((network) => network.endsWith('/0')) &&
      'PARVIS_TRUSTED_PROXIES must list the proxies one by one: a network /0 is everybody',
  ),
  rule(
    'balancers',
    ({ balancers }) =>
      balancers.some((network) => network.endsWith('/0')) &&
      'PARVIS_BALANCERS must list the balancers one by one: a network /0 is everybody',
  ),
  rule(
    'card.proxyMode trustedProxies',
    ({ card, trustedProxies }) =>
      card.proxyMode !== 'off' &&
      trustedProxies.length === 0 &&
      'PARVIS_CARD_PROXY_MODE needs the proxies in PARVIS_TRUSTED_PROXIES: from anybody else a certificate in a header proves nothing',
  ),
]

const DEMO: readonly Rule[] = [
  rule(
    'portal.origin card.origin',
    ({ portal, card }) =>
      [portal, card].some(({ origin }) => !isLocalName(hostOf(origin))) &&
      'PARVIS_MODE=demo is for this machine only, its passwords are public: keep both origins under localhost, or set PARVIS_MODE=production',
  ),
  rule(
    'portal.host card.host management.host',
    ({ portal, card, management }) =>
      [portal, card, management].some(({ host }) => !isLoopback(host)) &&
      'PARVIS_MODE=demo listens on loopback only: use localhost, 127.0.0.1 or ::1 as PARVIS_PORTAL_HOST, PARVIS_CARD_HOST and PARVIS_MANAGEMENT_HOST',
  ),
  rule(
    'portal.origin portal.port card.origin card.port card.proxyMode balancers',
    ({ portal, card, balancers }) =>
      balancers.length === 0 &&
      [portal, ...(card.proxyMode === 'off' ? [card] : [])].some(
        ({ origin, port }) => Number(new URL(origin).port || 443) !== port,
      ) &&
      'PARVIS_MODE=demo has nothing between browser and listener: PARVIS_PORTAL_PORT and PARVIS_CARD_PORT must be the ports of the two origins',
  ),
]

const PRODUCTION: readonly Rule[] = [
  ...(['portal', 'card'] as const).flatMap((name) => [
    rule(
      `${name}.origin`,
      (settings) =>
        !isPublicName(hostOf(settings[name].origin)) &&
        `PARVIS_${name.toUpperCase()}_ORIGIN must have a DNS name that people's browsers can reach, not ${hostOf(settings[name].origin)}`,
    ),
    rule(`${name}.origin ${name}.tls.keyFile ${name}.tls.certificateFile card.wildcard`, (settings) =>
      tlsMistake(settings, name),
    ),
  ]),
  rule('secretKeyFile', ({ secretKeyFile }) => secretKeyMistake(secretKeyFile)),
  rule('trust.folder', ({ trust }) => trustFolderMistake(trust.folder)),
  rule(
    'management.host',
    ({ management }) =>
      isWildcard(management.host) &&
      'PARVIS_MANAGEMENT_HOST must be one address, loopback or private: health and metrics are not for the public',
  ),
  rule(
    'mail.smtp',
    ({ mail }) => mail.smtp.length === 0 && 'PARVIS_MAIL_SMTP must name a mail server: nobody could log in by e-mail',
  ),
  rule(
    'mail.smtp',
    ({ mail }) =>
      mail.smtp.some((url) => isLoopback(new URL(url).hostname) && new URL(url).port === '1025') &&
      'PARVIS_MAIL_SMTP must not be the mailbox of the demo (localhost:1025)',
  ),
  rule(
    'mail.smtp',
    ({ mail }) =>
      mail.smtp.some((url) => !statesEncryption(new URL(url))) &&
      'PARVIS_MAIL_SMTP must state how mails are protected on their way: smtps://, or smtp:// with ?requireTLS=true (or, knowingly, ?ignoreTLS=true)',
  ),
  rule(
    'mail.from.address',
    ({ mail }) => isReserved(mail.from.address) && 'PARVIS_MAIL_FROM_ADDRESS must be an address of a domain of yours',
  ),
  rule(
    'support.email',
    ({ support }) => isReserved(support.email) && 'PARVIS_SUPPORT_EMAIL must be an address that somebody reads',
  ),
  rule(
    'database.url',
    ({ database }) =>
      database.url.startsWith('postgres') &&
      !isLoopback(new URL(database.url).hostname) &&
      !new URL(database.url).searchParams.has('sslmode') &&
      'PARVIS_DATABASE_URL must state how the connection is protected: ?sslmode=verify-full (or, knowingly, ?sslmode=disable)',
  ),
  rule(
    'ephemeral.url',
    ({ ephemeral }) =>
      ephemeral.url !== 'database' &&
      !isLoopback(new URL(ephemeral.url).hostname) &&
      new URL(ephemeral.url).password === '' &&
      'PARVIS_EPHEMERAL_URL must carry the password of Redis: whoever reaches it holds every session',
  ),
  rule(
    'mode',
    (_settings, env) =>
      env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' &&
      'NODE_TLS_REJECT_UNAUTHORIZED=0 must be removed: it switches the verification of TLS certificates off',
  ),
]

/** @param isRead whether the setting of that key has a value. */
export function safetyMistakes(settings: Settings, isRead: (key: string) => boolean, env: Environment): string[] {
  const rules = [...EVERYWHERE, ...(settings.mode === 'demo' ? DEMO : PRODUCTION)]
  return rules
    .filter(({ reads }) => reads.every(isRead))
    .map(({ mistake }) => mistake(settings, env))
    .filter((mistake) => typeof mistake === 'string')
}

const hostOf = (origin: string): string => new URL(origin).hostname

const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')
const isLoopback = (host: string): boolean => isLocalName(host) || host.startsWith('127.') || /^\[?::1\]?$/.test(host)
const isWildcard = (host: string): boolean => ['0.0.0.0', '::', '*'].includes(host)
const isPublicName = (host: string): boolean => !isLocalName(host) && !host.startsWith('[') && isIP(host) === 0

/** RFC 2606 and RFC 6761: names that never belong to anybody. */
const isReserved = (address: string): boolean =>
  /[@.](example(\.(com|net|org))?|invalid|test|localhost)$/i.test(address)

const statesEncryption = (url: URL): boolean =>
  url.protocol === 'smtps:' ||
  isLoopback(url.hostname) ||
  ['requireTLS', 'ignoreTLS'].some((name) => url.searchParams.get(name) === 'true')
