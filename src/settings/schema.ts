/**
 * Settings: everything an operator decides, each described beside its default. The names of the environment and of the
 * YAML file both come from the keys: `portal.tls.keyFile` is `PARVIS_PORTAL_TLS_KEY_FILE`. Numbers that the product fixes for
 * the person (6 digits, 10 minutes, 7 days) are not settings: they stand in the rooms that apply them.
 */
import { field, type Values } from './field.ts'
import {
  databaseUrl,
  email,
  ephemeralUrl,
  instant,
  networks,
  oneOf,
  onOff,
  optionalPath,
  origin,
  path,
  period,
  phone,
  port,
  revocationPolicy,
  smtpUrls,
  text,
  workers,
} from './formats.ts'

export type Settings = Values<typeof schema>

/** In which headers a proxy hands a certificate over: RFC 9440, or what each proxy has of its own. */
const PROXY_MODES = ['rfc9440', 'nginx', 'haproxy', 'apache', 'traefik'] as const

export const schema = {
  mode: field(
    oneOf('production', 'demo'),
    { default: 'production' },
    'Production refuses to start while anything is unsafe or missing; the demo makes its own keys, people and mailbox, for this machine only.',
  ),
  dataFolder: field(
    path,
    { default: 'var/data', demo: 'var/demo' },
    'Folder that Parvis writes to: the embedded database, fetched revocation lists, exported journal heads.',
  ),
  secretKeyFile: field(
    path,
    { demo: '{data}/secret.key', example: '/run/secrets/parvis.key' },
    'File of exactly 32 random bytes that seal what is secret at rest; the same for every process of one installation.',
  ),
  workers: field(workers, { default: '1' }, 'Processes that answer requests on this machine.'),
  logLevel: field(
    oneOf('debug', 'info', 'warn', 'error'),
    { default: 'info' },
    'The least severe line that is logged.',
  ),
  defaultLocale: field(oneOf('fr', 'en'), { default: 'fr' }, 'Language of people whose browser asks for neither.'),
  trustedProxies: field(
    networks,
    { default: 'none', example: '10.0.0.5, 10.1.0.0/24' },
    'Peers whose forwarding headers are believed. None by default: what a stranger writes in a header proves nothing.',
  ),
  balancers: field(
    networks,
    { default: 'none', example: '10.0.0.8' },
    'Balancers that pass TLS through and open every connection with a PROXY protocol header (version 1 or 2): limits then count people, not the balancer. The header is required from these and read from nobody else.',
  ),

  portal: {
    origin: field(
      origin,
      { demo: 'https://localhost:8443', example: 'https://acces.example.fr' },
      'Origin of the portal, as people and applications see it.',
    ),
    host: field(
      text,
      { default: '::', demo: 'localhost' },
      'Address the portal listens on: `::` is every one, `localhost` both loopbacks.',
    ),
    port: field(port, { default: '8443' }, 'Port the portal listens on.'),
    tls: {
      keyFile: field(
        path,
        { demo: '{data}/tls/portal.key', example: '/etc/parvis/portal.key' },
        'Private key of the portal (PEM).',
      ),
      certificateFile: field(
        path,
        { demo: '{data}/tls/portal.pem', example: '/etc/parvis/portal.pem' },
        'Certificate of the portal and its intermediates (PEM).',
      ),
    },
  },

  card: {
    origin: field(
      origin,
      { demo: 'https://carte.localhost:8444', example: 'https://carte.acces.example.fr' },
      'Origin that asks the browser for a certificate; another host name than the portal.',
    ),
    wildcard: field(
      onOff,
      { default: 'no', demo: 'yes' },
      'Whether every name under the card origin leads here too: each card login then gets its own name, and another card needs no browser restart.',
    ),
    proxyMode: field(
      oneOf('off', ...PROXY_MODES),
      { default: 'off' },
      'Who asks the browser for the certificate: the card listener itself (`off`), or a proxy of PARVIS_TRUSTED_PROXIES in front of it, which hands the certificate over in this form.',
    ),
    host: field(text, { default: '::', demo: 'localhost' }, 'Address the card listener listens on.'),
    port: field(port, { default: '8444' }, 'Port the card listener listens on.'),
    tls: {
      keyFile: field(
        path,
        { demo: '{data}/tls/card.key', example: '/etc/parvis/card.key' },
        'Private key of the card listener (PEM).',
      ),
      certificateFile: field(
        path,
        { demo: '{data}/tls/card.pem', example: '/etc/parvis/card.pem' },
        'Certificate of the card listener and its intermediates (PEM); with the wildcard, for `*.` its name too.',
      ),
    },
  },

  trust: {
    folder: field(
      path,
      { demo: '{data}/trust', example: '/etc/parvis/trust' },
      'Folder of the authorities whose cards are accepted: one JSON description each, pinned by hash.',
    ),
    approvals: field(
      oneOf('two-persons', 'one-person'),
      { default: 'two-persons', demo: 'one-person' },
      'How many different people must approve what a trusted list proposes before it changes that folder.',
    ),
  },

  revocation: {
    unavailable: field(
      revocationPolicy,
      { default: 'deny', example: 'allow-within 12 h' },
      'What becomes of a card login while no revocation answer can be had, unless its authority says otherwise.',
    ),
    expired: field(
      revocationPolicy,
      { default: 'deny', example: 'allow-within 6 h' },
      'The same while the latest answer is past its next update.',
    ),
  },

  management: {
    host: field(text, { default: '127.0.0.1' }, 'Address of health and metrics: plain HTTP, never for the public.'),
    port: field(port, { default: '9464' }, 'Port of health and metrics.'),
  },

  database: {
    url: field(
      databaseUrl,
      {
        default: 'sqlite:{data}/parvis.sqlite',
        example: 'postgres://parvis:...@db.example.fr/parvis?sslmode=verify-full',
        secret: true,
      },
      'The embedded database and its file, or PostgreSQL.',
    ),
  },

  ephemeral: {
    url: field(
      ephemeralUrl,
      { default: 'database', example: 'rediss://:...@redis.example.fr:6379/0', secret: true },
      'Where sessions and short-lived things are kept: in the database, or in Redis.',
    ),
  },

  mail: {
    smtp: field(
      smtpUrls,
      { demo: 'smtp://localhost:1025', example: 'smtps://parvis:...@smtp.example.fr:465', secret: true },
      'Mail servers, tried in order, separated by commas.',
    ),
    from: {
      address: field(
        email,
        { demo: 'ne-pas-repondre@parvis.example', example: 'ne-pas-repondre@acces.example.fr' },
        'Sender of every mail; the pages tell people to look for it.',
      ),
      name: field(text, { default: 'Parvis' }, "The sender's name."),
    },
  },

  support: {
    name: field(
      text,
      { demo: 'Assistance Parvis', example: 'Assistance de la plateforme' },
      'Whom people are told to call.',
    ),
    phone: field(phone, { demo: '01 99 00 00 00', example: '01 23 45 67 89' }, 'Telephone of support.'),
    email: field(email, { demo: 'assistance@parvis.example', example: 'assistance@example.fr' }, 'Address of support.'),
  },

  access: {
    cutOffAt: field(
      instant,
      { default: 'none', demo: '2024-05-29T00:00:00+02:00', example: '2024-05-29T00:00:00+02:00' },
      'Accesses to cases given before this instant no longer open them; the expert gives new ones.',
    ),
  },

  personalAccountPortal: field(
    onOff,
    { default: 'no', demo: 'yes' },
    'Whether the wall offers the personal account of candidates for a public office.',
  ),

  compagniesFile: field(
    optionalPath,
    { default: 'none', demo: '{data}/compagnies.yaml', example: '/etc/parvis/compagnies.yaml' },
    'YAML or JSON list of the Compagnies whose president attests membership: id, name, siren of the Compagnie (optional), president with name and address (lines). The guide to the next card prefills the attestation from it.',
  ),

  invitation: {
    secret: field(
      oneOf('temporary-password', 'activation-link'),
      { default: 'temporary-password' },
      'What the second mail of an invitation carries for somebody new.',
    ),
  },

  session: {
    idle: field(period, { default: '30 min' }, 'A session ends after this long without a request.'),
    cardLifetime: field(period, { default: '8 h' }, 'The longest session after a card login.'),
    emailLifetime: field(period, { default: '4 h' }, 'The longest session after a login by e-mail and code.'),
  },

  demo: {
    mailboxPort: field(port, { default: '8025' }, 'Port of the mailbox page of the demo.'),
    authorityPort: field(port, { default: '8026' }, "Port of the demo's certification authority: CRL, OCSP, CA files."),
    caseApplicationPort: field(port, { default: '8445' }, 'Port of the sample application that uses OpenID Connect.'),
    protectedApplicationPort: field(port, { default: '8446' }, 'Port of the sample application behind a proxy.'),
  },
} as const
