import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { namedFields } from '../../src/settings/field.ts'
import { loadSettings } from '../../src/settings/load.ts'
import { schema } from '../../src/settings/schema.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { acceptableProduction, writeTlsFiles } from './production.ts'

let production: Environment
let folder: string
beforeAll(async () => {
  const made = await acceptableProduction()
  production = made.env
  folder = made.folder
})

function mistakesOf(env: Environment): readonly string[] {
  const outcome = loadSettings(env)
  return outcome.ok ? [] : (outcome.failure.data['mistakes'] as readonly string[])
}

describe('a production is refused', () => {
  it.each<[string, Environment, string]>([
    [
      'one host for portal and cards',
      { PARVIS_CARD_ORIGIN: 'https://acces.parvis.internal:8444' },
      'PARVIS_CARD_ORIGIN must have another host name',
    ],
    [
      'a portal under the wildcard of cards',
      { PARVIS_PORTAL_ORIGIN: 'https://x.carte.parvis.internal' },
      'PARVIS_PORTAL_ORIGIN must not lie under',
    ],
    ['one port for both listeners', { PARVIS_CARD_PORT: '8443' }, 'PARVIS_CARD_PORT must differ'],
    ['an idle time beyond the absolute one', { PARVIS_SESSION_IDLE: '5 h' }, 'PARVIS_SESSION_IDLE must not be longer'],
    ['everybody as proxy', { PARVIS_TRUSTED_PROXIES: '10.0.0.1, 0.0.0.0/0' }, 'PARVIS_TRUSTED_PROXIES must list'],
    [
      'a portal on localhost',
      { PARVIS_PORTAL_ORIGIN: 'https://localhost' },
      'PARVIS_PORTAL_ORIGIN must have a DNS name',
    ],
    [
      'a portal on an address',
      { PARVIS_PORTAL_ORIGIN: 'https://192.0.2.1' },
      'PARVIS_PORTAL_ORIGIN must have a DNS name',
    ],
    [
      'cards on an IPv6 address',
      { PARVIS_CARD_ORIGIN: 'https://[2001:db8::1]' },
      'PARVIS_CARD_ORIGIN must have a DNS name',
    ],
    ['public health and metrics', { PARVIS_MANAGEMENT_HOST: '0.0.0.0' }, 'PARVIS_MANAGEMENT_HOST must be one address'],
    ['no mail server', { PARVIS_MAIL_SMTP: 'none' }, 'PARVIS_MAIL_SMTP must name a mail server'],
    [
      'the mailbox of the demo',
      { PARVIS_MAIL_SMTP: 'smtp://localhost:1025' },
      'PARVIS_MAIL_SMTP must not be the mailbox',
    ],
    [
      'mail that may go in clear',
      { PARVIS_MAIL_SMTP: 'smtps://a.internal,smtp://b.internal' },
      'PARVIS_MAIL_SMTP must state',
    ],
    ['an example as sender', { PARVIS_MAIL_FROM_ADDRESS: 'x@parvis.example' }, 'PARVIS_MAIL_FROM_ADDRESS must be'],
    ['an example as support', { PARVIS_SUPPORT_EMAIL: 'x@mail.example.com' }, 'PARVIS_SUPPORT_EMAIL must be'],
    [
      'a database in clear by accident',
      { PARVIS_DATABASE_URL: 'postgres://u:p@db.internal/p' },
      'PARVIS_DATABASE_URL must state',
    ],
    ['a Redis without password', { PARVIS_EPHEMERAL_URL: 'redis://redis.internal' }, 'PARVIS_EPHEMERAL_URL must carry'],
    [
      'TLS verification switched off',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'NODE_TLS_REJECT_UNAUTHORIZED=0 must be removed',
    ],
    [
      'no sealing key',
      { PARVIS_SECRET_KEY_FILE: '/nowhere.key' },
      'PARVIS_SECRET_KEY_FILE: cannot read /nowhere.key (ENOENT)',
    ],
    ['no trust folder', { PARVIS_TRUST_FOLDER: '/nowhere' }, 'PARVIS_TRUST_FOLDER: cannot read /nowhere (ENOENT)'],
    [
      'no TLS key',
      { PARVIS_PORTAL_TLS_KEY_FILE: '/nowhere.key' },
      'PARVIS_PORTAL_TLS_KEY_FILE: /nowhere.key is not a readable PEM',
    ],
    [
      'no TLS certificate',
      { PARVIS_CARD_TLS_CERTIFICATE_FILE: '/nowhere.pem' },
      'PARVIS_CARD_TLS_CERTIFICATE_FILE: /nowhere.pem is not',
    ],
  ])('with %s', (_what, change, mistake) => {
    const found = mistakesOf({ ...production, ...change })
    expect(found.filter((text) => text.startsWith(mistake))).toHaveLength(1)
  })

  it('with a sealing key of another length', () => {
    const file = join(folder, 'short.key')
    writeFileSync(file, Buffer.alloc(31, 1))
    expect(mistakesOf({ ...production, PARVIS_SECRET_KEY_FILE: file })).toEqual([
      `PARVIS_SECRET_KEY_FILE: ${file} must hold exactly 32 bytes, not 31; make one with: openssl rand -out ${file} 32`,
    ])
  })

  it('with a trust folder that describes no authority', () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    writeFileSync(join(empty, 'README'), 'later')
    expect(mistakesOf({ ...production, PARVIS_TRUST_FOLDER: empty })).toEqual([
      `PARVIS_TRUST_FOLDER: ${empty} describes no authority (*.json): no card could be accepted`,
    ])
  })

  it("with another certificate's key, or names that it does not cover", async () => {
    const other = await writeTlsFiles(folder, 'other', ['carte.parvis.internal'])
    expect(mistakesOf({ ...production, PARVIS_CARD_TLS_KEY_FILE: other.keyFile })).toEqual([
      `PARVIS_CARD_TLS_KEY_FILE: ${other.keyFile} is not the key of ${production['PARVIS_CARD_TLS_CERTIFICATE_FILE']}`,
    ])
    const both = { PARVIS_CARD_TLS_KEY_FILE: other.keyFile, PARVIS_CARD_TLS_CERTIFICATE_FILE: other.certificateFile }
    expect(mistakesOf({ ...production, ...both })).toEqual([
      `PARVIS_CARD_TLS_CERTIFICATE_FILE: ${other.certificateFile} does not cover any.carte.parvis.internal`,
    ])
    expect(mistakesOf({ ...production, ...both, PARVIS_CARD_WILDCARD: 'no' })).toEqual([])
  })
})

describe('a production is accepted', () => {
  it.each<[string, Environment]>([
    ['with mail in clear, knowingly', { PARVIS_MAIL_SMTP: 'smtp://relay.internal:25?ignoreTLS=true' }],
    ['with mail that requires STARTTLS', { PARVIS_MAIL_SMTP: 'smtp://relay.internal:587?requireTLS=true' }],
    ['with a relay on this machine', { PARVIS_MAIL_SMTP: 'smtp://127.0.0.1:25' }],
    [
      'with PostgreSQL and Redis',
      {
        PARVIS_DATABASE_URL: 'postgres://u:p@db.internal/p?sslmode=verify-full',
        PARVIS_EPHEMERAL_URL: 'rediss://:p@redis.internal',
      },
    ],
  ])('%s', (_what, change) => expect(mistakesOf({ ...production, ...change })).toEqual([]))
})

describe('a demo is refused', () => {
  it.each<[string, Environment, string]>([
    [
      'to strangers by name',
      { PARVIS_PORTAL_ORIGIN: 'https://demo.parvis.internal:8443' },
      'PARVIS_MODE=demo is for this machine only',
    ],
    ['to strangers by address', { PARVIS_CARD_HOST: '0.0.0.0' }, 'PARVIS_MODE=demo listens on loopback only'],
    ['at a port that nobody listens on', { PARVIS_PORTAL_PORT: '9443' }, 'PARVIS_MODE=demo has nothing between'],
  ])('%s', (_what, change, mistake) => {
    const found = mistakesOf({ PARVIS_MODE: 'demo', ...change })
    expect(found.filter((text) => text.startsWith(mistake))).toHaveLength(1)
  })

  it('but may be moved to other ports', () => {
    const env = { PARVIS_MODE: 'demo', PARVIS_PORTAL_PORT: '9443', PARVIS_PORTAL_ORIGIN: 'https://localhost:9443' }
    expect(mistakesOf(env)).toEqual([])
  })
})

it('every rule holds its tongue about settings that could not be read', () => {
  const variables = namedFields(schema).map(({ variable }) => variable)
  fc.assert(
    fc.property(fc.subarray(variables), fc.constantFrom('production', 'demo'), (unreadable, mode) => {
      const garbled = Object.fromEntries(unreadable.map((variable) => [variable, '\u0000']))
      const found = mistakesOf({ ...production, PARVIS_MODE: mode, ...garbled })
      for (const variable of unreadable) expect(found.some((mistake) => mistake.startsWith(variable))).toBe(true)
    }),
  )
})
