import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namedFields } from '../../src/settings/field.ts'
import { loadSettings, loadSettingsAndFile } from '../../src/settings/load.ts'
import { type Settings, schema } from '../../src/settings/schema.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { acceptableProduction } from './production.ts'

const demo = (env: Environment = {}, yaml?: string) => loadSettings({ PARVIS_MODE: 'demo', ...env }, yaml)

function accepted(outcome: ReturnType<typeof loadSettings>): Settings {
  if (!outcome.ok) throw new Error(outcome.failure.explanation)
  return outcome.value
}

function mistakes(outcome: ReturnType<typeof loadSettings>): readonly string[] {
  if (outcome.ok) throw new Error('the settings were accepted')
  expect(outcome.failure.code).toBe('settings.unacceptable')
  return outcome.failure.data['mistakes'] as readonly string[]
}

describe('settings', () => {
  it('of the demo need nothing', () => {
    const settings = accepted(demo())
    expect(settings.portal).toMatchObject({ origin: 'https://localhost:8443', port: 8443 })
    expect(settings.card).toMatchObject({ origin: 'https://carte.localhost:8444', wildcard: true, port: 8444 })
    expect(settings.management).toEqual({ host: '127.0.0.1', port: 9464 })
    expect(settings.session).toEqual({
      idle: { seconds: 1_800 },
      cardLifetime: { seconds: 28_800 },
      emailLifetime: { seconds: 14_400 },
    })
  })

  it('of an acceptable production are read', async () => {
    const { env, folder } = await acceptableProduction()
    const settings = accepted(loadSettings(env))
    expect(settings.mode).toBe('production')
    expect(settings.database.url).toBe(`sqlite:${folder}/data/parvis.sqlite`)
    expect(settings.revocation).toEqual({ unavailable: 'deny', expired: 'deny' })
    expect(settings.trustedProxies).toEqual([])
    expect(settings.access.cutOffAt).toBeNull()
  })

  it('follow the data folder', () => {
    expect(accepted(demo({ PARVIS_DATA_FOLDER: '/srv/$& parvis' })).secretKeyFile).toBe('/srv/$& parvis/secret.key')
  })

  it('are read from YAML, and the environment wins', () => {
    const yaml =
      'workers: 3\nportal:\n  host: ::1\nmail:\n  smtp: [smtps://a.internal, smtps://b.internal]\nsession: { idle: 10 min }\n'
    const settings = accepted(demo({ PARVIS_WORKERS: 'per-core' }, yaml))
    expect(settings.workers).toBe('per-core')
    expect(settings.portal.host).toBe('::1')
    expect(settings.mail.smtp).toEqual(['smtps://a.internal', 'smtps://b.internal'])
    expect(settings.session.idle).toEqual({ seconds: 600 })
  })

  it('read every format', () => {
    const settings = accepted(
      demo({
        PARVIS_ACCESS_CUT_OFF_AT: '2024-05-29T00:00:00+02:00',
        PARVIS_REVOCATION_UNAVAILABLE: 'allow-within 12 h',
        PARVIS_TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/24,fd00::/8',
        PARVIS_PERSONAL_ACCOUNT_PORTAL: 'no',
        PARVIS_INVITATION_SECRET: 'activation-link',
        PARVIS_DATABASE_URL: 'postgres://u:p@localhost/parvis',
        PARVIS_EPHEMERAL_URL: 'redis://localhost:6379/0',
      }),
    )
    expect(settings.access.cutOffAt).toBe(Date.UTC(2024, 4, 28, 22))
    expect(settings.revocation.unavailable).toEqual({ allowWithin: { seconds: 43_200 } })
    expect(settings.trustedProxies).toEqual(['10.0.0.5', '10.1.0.0/24', 'fd00::/8'])
    expect(settings.personalAccountPortal).toBe(false)
    expect(settings.invitation.secret).toBe('activation-link')
    expect(settings.database.url).toBe('postgres://u:p@localhost/parvis')
    expect(settings.ephemeral.url).toBe('redis://localhost:6379/0')
  })

  it('normalise an origin and refuse whatever is more than one', () => {
    expect(accepted(demo({ PARVIS_PORTAL_ORIGIN: 'https://LOCALHOST:8443/' })).portal.origin).toBe(
      'https://localhost:8443',
    )
    for (const origin of [
      'http://localhost:8443',
      'https://localhost:8443/x',
      'https://localhost:8443?x',
      'https://u@localhost:8443',
      'https://*.localhost:8443',
      'localhost:8443',
      'https://a b:8443',
    ]) {
      expect(mistakes(demo({ PARVIS_PORTAL_ORIGIN: origin }))).toEqual([
        `PARVIS_PORTAL_ORIGIN must be an https origin such as https://acces.example.fr, nothing behind it, not "${origin}"`,
      ])
    }
  })
})

describe('secrets', () => {
  it('may stand in a file', () => {
    const file = join(temporaryFolder(), 'url')
    writeFileSync(file, 'redis://:s3cret@localhost/0\n')
    expect(accepted(demo({ PARVIS_EPHEMERAL_URL_FILE: file })).ephemeral.url).toBe('redis://:s3cret@localhost/0')
    expect(accepted(demo({}, `ephemeral: { urlFile: ${file} }`)).ephemeral.url).toBe('redis://:s3cret@localhost/0')
  })

  it('in a file that is not there, or twice, are a mistake', () => {
    expect(mistakes(demo({ PARVIS_DATABASE_URL_FILE: '/nowhere/url' }))).toEqual([
      'PARVIS_DATABASE_URL_FILE: cannot read /nowhere/url (ENOENT)',
    ])
    expect(mistakes(demo({ PARVIS_MAIL_SMTP: 'smtps://a', PARVIS_MAIL_SMTP_FILE: '/nowhere' }))).toContain(
      'PARVIS_MAIL_SMTP and PARVIS_MAIL_SMTP_FILE are both set: keep one',
    )
  })

  it('are never repeated in a mistake', () => {
    const said = mistakes(demo({ PARVIS_DATABASE_URL: 'mysql://u:s3cret@h', PARVIS_MAIL_SMTP: 's3cret' })).join()
    expect(said).toContain('PARVIS_DATABASE_URL')
    expect(said).toContain('PARVIS_MAIL_SMTP')
    expect(said).not.toContain('s3cret')
  })

  it('of any other setting have no file form', () => {
    expect(mistakes(demo({ PARVIS_SUPPORT_NAME_FILE: '/x' }))).toEqual([
      'PARVIS_SUPPORT_NAME_FILE is not a setting; did you mean PARVIS_SUPPORT_NAME?',
    ])
  })
})

describe('mistakes', () => {
  it('are all reported at once', () => {
    const yaml = 'sesion: { idle: 10 min }\nsupport:\n  name:\nsession:\n  idle: 10\n'
    const found = mistakes(
      demo(
        {
          PARVIS_PORTAL_PORT: '0',
          PARVIS_WORKERS: '65',
          PARVIS_LOG_LEVEL: 'loud',
          PARVIS_SUPORT_EMAIL: 'x',
          PARVIS_CARD_HOST: ' ',
        },
        yaml,
      ),
    )
    expect(found).toEqual([
      'settings file: support.name must be a text, a number, a list or a group',
      'PARVIS_SUPORT_EMAIL is not a setting; did you mean PARVIS_SUPPORT_EMAIL?',
      'settings file: sesion.idle is not a setting; did you mean session.idle?',
      'PARVIS_CARD_HOST is empty: give it a value or remove it',
      'PARVIS_WORKERS must be a number from 1 to 64, or "per-core", not "65"',
      'PARVIS_LOG_LEVEL must be one of: debug, info, warn, error, not "loud"',
      'PARVIS_PORTAL_PORT must be a port from 1 to 65535, not "0"',
      'settings file: session.idle must be a duration with its unit, such as "30 min", "8 h" or "90 s", not "10"',
    ])
  })

  it('of a bare production name every setting that has no default', () => {
    const found = mistakes(loadSettings({}))
    const required = namedFields(schema).filter(({ field }) => field.defaults.production === undefined)
    expect(required.length).toBeGreaterThan(5)
    for (const { variable } of required)
      expect(found.some((mistake) => mistake.startsWith(`${variable} is missing.`))).toBe(true)
    expect(found).toHaveLength(required.length)
  })

  it.each([
    ['a: [', 'settings file: '],
    ['workers: 1\nworkers: 2', 'settings file: Map keys must be unique'],
    ['- 1\n- {}', 'settings file: the whole must be a mapping of names to values'],
    ['a: *x', 'settings file: Unresolved alias'],
  ])('of form in YAML %j are told', (yaml, start) => {
    const found = mistakes(demo({}, yaml))
    expect(found.some((mistake) => mistake.startsWith(start))).toBe(true)
  })

  it('of a settings file that is not there are told', () => {
    const read = loadSettingsAndFile({ PARVIS_SETTINGS_FILE: '/nowhere.yaml' })
    expect(read).toMatchObject({
      ok: false,
      failure: { data: { mistakes: ['PARVIS_SETTINGS_FILE: cannot read /nowhere.yaml (ENOENT)'] } },
    })
  })

  it('do not include the switches of the test suite', () =>
    expect(demo({ PARVIS_TEST_REQUIRE_ALL: '1' }).ok).toBe(true))
})

describe('the schema', () => {
  it('has defaults and examples that its own formats read', () => {
    for (const { key, field } of namedFields(schema)) {
      const texts = [field.defaults.demo, field.defaults.production, field.example].filter((text) => text !== undefined)
      for (const text of texts) expect(field.format.safeParse(text), `${key}: ${text}`).toMatchObject({ success: true })
    }
  })

  it('gives each setting a demo default, a title and a sentence', () => {
    for (const { key, field } of namedFields(schema)) {
      expect(field.defaults.demo, key).toBeDefined()
      expect(field.format.meta()?.title, key).toMatch(/\w/)
      expect(field.sentence, key).toMatch(/^[A-Z].*\.$/)
    }
  })
})
