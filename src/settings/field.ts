/** One setting: its format, its defaults as an operator would write them, and the sentence that docs/settings.md shows. */
import type { z } from 'zod'

export type Mode = 'demo' | 'production'

/** A format reads the text of a setting; its `title` names it in the documentation. */
export type Format<Value = unknown> = z.ZodType<Value, string>

export interface Field<Value = unknown> {
  readonly format: Format<Value>
  /** `{data}` in a default stands for the data folder. A mode without a default requires the setting. */
  readonly defaults: Readonly<Partial<Record<Mode, string>>>
  readonly example: string | undefined
  /** Secret settings may come from a file (`<NAME>_FILE`) and are never shown. */
  readonly secret: boolean
  readonly sentence: string
}

export interface FieldOptions {
  /** Default of both modes. */
  readonly default?: string
  /** Default of the demo, where it differs. */
  readonly demo?: string
  readonly example?: string
  readonly secret?: boolean
}

/** A group of settings is a plain object of fields and groups; its keys are the names. */
export type Group = { readonly [name: string]: Field | Group }

/** What a group of settings becomes once read. */
export type Values<Settings> = {
  readonly [Name in keyof Settings]: Settings[Name] extends Field<infer Value> ? Value : Values<Settings[Name]>
}

export function field<Value>(format: Format<Value>, options: FieldOptions, sentence: string): Field<Value> {
  const production = options.default
  const demo = options.demo ?? options.default
  return {
    format,
    defaults: { ...(production !== undefined && { production }), ...(demo !== undefined && { demo }) },
    example: options.example,
    secret: options.secret ?? false,
    sentence,
  }
}

export const isField = (entry: Field | Group): entry is Field => 'format' in entry && typeof entry.sentence === 'string'

export interface NamedField {
  /** Key in the YAML file: `portal.tls.keyFile`. */
  readonly key: string
  /** Name in the environment: `PARVIS_PORTAL_TLS_KEY_FILE`. */
  readonly variable: string
  readonly field: Field
}

/** Every field of a group with its two names, in the order written. */
export function namedFields(group: Group, path: readonly string[] = []): NamedField[] {
  return Object.entries(group).flatMap(([name, entry]) => {
    const names = [...path, name]
    return isField(entry)
      ? [{ key: names.join('.'), variable: environmentName(names), field: entry }]
      : namedFields(entry, names)
  })
}

const environmentName = (path: readonly string[]): string =>
  `PARVIS_${path
    .join('_')
    .replace(/[A-Z]/g, (capital) => `_${capital}`)
    .toUpperCase()}`
