/** Reads the settings and reports every mistake at once; in production also everything that would be unsafe. */
import { readFileSync } from 'node:fs'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type Group, isField, type Mode, type NamedField, namedFields } from './field.ts'
import { reason } from './reason.ts'
import { safetyMistakes } from './safety.ts'
import { type Settings, schema } from './schema.ts'
import { type Environment, type GivenText, givenTexts, SETTINGS_FILE_VARIABLE, withDefaults } from './texts.ts'

export const settingsUnacceptable = defineFailure<{ mistakes: readonly string[] }>(
  'settings.unacceptable',
  'invalid-input',
  'The settings are missing, unreadable or unsafe; nothing was started.',
  ({ mistakes }) => mistakes.join(' · '),
)

/** Settings beside the text and the source of each, for whoever shows them. */
export interface ReadSettings {
  readonly settings: Settings
  readonly texts: ReadonlyMap<string, GivenText>
}

/** @param yaml the text of the settings file, if there is one; the environment wins over it. */
export function loadSettings(env: Environment, yaml = ''): Outcome<Settings> {
  const read = readSettings(env, yaml)
  return read.ok ? succeed(read.value.settings) : read
}

/** The environment, and the file that it names in PARVIS_SETTINGS_FILE. */
export function loadSettingsAndFile(env: Environment): Outcome<ReadSettings> {
  const path = env[SETTINGS_FILE_VARIABLE]
  if (path === undefined) return readSettings(env, '')
  try {
    return readSettings(env, readFileSync(path, 'utf8'))
  } catch (error) {
    return fail(
      settingsUnacceptable({ mistakes: [`${SETTINGS_FILE_VARIABLE}: cannot read ${path} (${reason(error)})`] }),
    )
  }
}

function readSettings(env: Environment, yaml: string): Outcome<ReadSettings> {
  const fields = namedFields(schema)
  const given = givenTexts(fields, env, yaml)
  const mode: Mode = given.texts.get('mode')?.text === 'demo' ? 'demo' : 'production'
  const texts = withDefaults(fields, given.texts, mode)
  const values = new Map<string, unknown>()
  const mistakes = [...given.mistakes]
  for (const named of fields) {
    const result = readField(named, texts.get(named.key))
    if ('mistakes' in result) mistakes.push(...result.mistakes)
    else values.set(named.key, result.value)
  }
  const settings = valuesOf(schema, values) as Settings
  mistakes.push(...safetyMistakes(settings, (key) => values.has(key), env))
  return mistakes.length === 0 ? succeed({ settings, texts }) : fail(settingsUnacceptable({ mistakes }))
}

type FieldResult = { readonly value: unknown } | { readonly mistakes: readonly string[] }

function readField({ key, variable, field }: NamedField, given: GivenText | undefined): FieldResult {
  if (given === undefined) {
    const example = field.example === undefined ? '' : ` For example: ${field.example}`
    return { mistakes: [`${variable} is missing. ${field.sentence}${example}`] }
  }
  // An empty text has been reported with its source.
  if (given.text.trim() === '') return { mistakes: [] }
  const result = field.format.safeParse(given.text)
  if (result.success) return { value: result.data }
  const name = given.source === 'file' ? `settings file: ${key}` : variable
  const shown = field.secret ? '' : `, not ${JSON.stringify(given.text)}`
  return { mistakes: result.error.issues.map(({ message }) => `${name} ${message}${shown}`) }
}

function valuesOf(group: Group, values: ReadonlyMap<string, unknown>, prefix = ''): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(group).map(([name, entry]) => {
      const key = prefix + name
      return [name, isField(entry) ? values.get(key) : valuesOf(entry, values, `${key}.`)]
    }),
  )
}
