import { expect, it } from 'vitest'
import { describeSettings } from '../../src/settings/describe.ts'
import { effectiveSettings } from '../../src/settings/effective.ts'
import { namedFields } from '../../src/settings/field.ts'
import { loadSettingsAndFile } from '../../src/settings/load.ts'
import { schema } from '../../src/settings/schema.ts'
import type { Environment } from '../../src/settings/texts.ts'

function effective(env: Environment) {
  const read = loadSettingsAndFile({ PARVIS_MODE: 'demo', ...env })
  if (!read.ok) throw new Error(read.failure.explanation)
  return effectiveSettings(read.value.texts)
}

it('the settings in force name their source', () => {
  const shown = effective({ PARVIS_WORKERS: '2' })
  expect(shown).toContainEqual({ variable: 'PARVIS_WORKERS', value: '2', source: 'environment' })
  expect(shown).toContainEqual({ variable: 'PARVIS_PORTAL_PORT', value: '8443', source: 'default' })
  expect(shown).toHaveLength(namedFields(schema).length)
})

it('the settings in force keep the servers of secrets and nothing else', () => {
  const shown = effective({
    PARVIS_DATABASE_URL: 'postgres://user:s3cret@localhost:5433/name?password=s3cret',
    PARVIS_MAIL_SMTP: 'smtps://u:s3cret@a.internal, smtp://u:s3cret@b.internal:587',
    PARVIS_EPHEMERAL_URL: 'redis://:s3cret@localhost',
  })
  const value = (name: string) => shown.find(({ variable }) => variable === name)?.value
  expect(value('PARVIS_DATABASE_URL')).toBe('postgres://localhost:5433')
  expect(value('PARVIS_MAIL_SMTP')).toBe('smtps://a.internal, smtp://b.internal:587')
  expect(value('PARVIS_EPHEMERAL_URL')).toBe('redis://localhost')
  expect(JSON.stringify(shown)).not.toContain('s3cret')
})

it('the page about settings describes each of them', () => {
  const page = describeSettings()
  for (const { variable, key, field } of namedFields(schema)) {
    expect(page).toContain(`## \`${variable}\`\n\n${field.sentence}`)
    expect(page).toContain(`\`${key}\``)
  }
})
