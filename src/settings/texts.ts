/** Gathers the text of every setting: the environment wins over the YAML file, which wins over the defaults. */
import { readFileSync } from 'node:fs'
import type { Mode, NamedField } from './field.ts'
import { reason } from './reason.ts'
import { schema } from './schema.ts'
import { suggestion } from './suggestion.ts'
import { yamlTexts } from './yaml.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Names the path of the YAML file; not a setting itself, since it cannot stand in that file. */
export const SETTINGS_FILE_VARIABLE = 'PARVIS_SETTINGS_FILE'

/** The test suite has switches of its own, which a server started by a test inherits. */
const TEST_PREFIX = 'PARVIS_TEST_'

export interface GivenText {
  readonly text: string
  readonly source: 'environment' | 'file' | 'default'
}

export interface GivenTexts {
  /** By key; a setting that nobody gave is absent. */
  readonly texts: ReadonlyMap<string, GivenText>
  readonly mistakes: readonly string[]
}

export function givenTexts(fields: readonly NamedField[], env: Environment, yaml: string): GivenTexts {
  const file = yamlTexts(yaml)
  const mistakes = [...file.mistakes, ...unknownVariables(fields, env), ...unknownKeys(fields, file.texts.keys())]
  const texts = new Map<string, GivenText>()
  for (const named of fields) {
    const given =
      fromSource(named, named.variable, '_FILE', (name) => env[name], 'environment') ??
      fromSource(named, named.key, 'File', (name) => file.texts.get(name), 'file')
    if (given !== undefined) texts.set(named.key, given)
  }
  return { texts, mistakes }

  function fromSource(
    { field }: NamedField,
    name: string,
    fileSuffix: string,
    read: (name: string) => string | undefined,
    source: GivenText['source'],
  ): GivenText | undefined {
    const direct = read(name)
    const path = field.secret ? read(name + fileSuffix) : undefined
    if (direct !== undefined && path !== undefined)
      mistakes.push(`${name} and ${name + fileSuffix} are both set: keep one`)
    if (direct?.trim() === '') mistakes.push(`${name} is empty: give it a value or remove it`)
    const text = direct ?? (path === undefined ? undefined : secretFrom(path, name + fileSuffix))
    return text === undefined ? undefined : { text, source }
  }

  function secretFrom(path: string, name: string): string {
    try {
      return readFileSync(path, 'utf8').trim()
    } catch (error) {
      mistakes.push(`${name}: cannot read ${path} (${reason(error)})`)
      return ''
    }
  }
}

/** Completes what was given with the defaults of the mode. */
export function withDefaults(
  fields: readonly NamedField[],
  given: ReadonlyMap<string, GivenText>,
  mode: Mode,
): ReadonlyMap<string, GivenText> {
  const dataFolder = given.get('dataFolder')?.text ?? schema.dataFolder.defaults[mode] ?? ''
  const complete = new Map<string, GivenText>()
  for (const { key, field } of fields) {
    const fallback = field.defaults[mode]?.replace('{data}', () => dataFolder)
    const known = given.get(key) ?? (fallback === undefined ? undefined : { text: fallback, source: 'default' })
    if (known !== undefined) complete.set(key, known)
  }
  return complete
}

function unknownVariables(fields: readonly NamedField[], env: Environment): string[] {
  const known = [
    ...fields.flatMap(({ variable, field }) => [variable, ...(field.secret ? [`${variable}_FILE`] : [])]),
    SETTINGS_FILE_VARIABLE,
  ]
  return Object.keys(env)
    .filter((name) => name.startsWith('PARVIS_') && !name.startsWith(TEST_PREFIX) && !known.includes(name))
    .map((name) => unknown(name, known))
}

function unknownKeys(fields: readonly NamedField[], keys: Iterable<string>): string[] {
  const known = fields.flatMap(({ key, field }) => [key, ...(field.secret ? [`${key}File`] : [])])
  return [...keys].filter((key) => !known.includes(key)).map((key) => `settings file: ${unknown(key, known)}`)
}

function unknown(name: string, known: readonly string[]): string {
  const meant = suggestion(name, known)
  return `${name} is not a setting${meant === undefined ? '' : `; did you mean ${meant}?`}`
}
