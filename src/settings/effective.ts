/** The settings in force, as lines for the operator: secrets keep only what tells one server from another. */
import { namedFields } from './field.ts'
import { schema } from './schema.ts'
import type { GivenText } from './texts.ts'

export interface EffectiveSetting {
  readonly variable: string
  readonly value: string
  readonly source: GivenText['source']
}

export function effectiveSettings(texts: ReadonlyMap<string, GivenText>): EffectiveSetting[] {
  return namedFields(schema).flatMap(({ key, variable, field }) => {
    const given = texts.get(key)
    if (given === undefined) return []
    return [{ variable, value: field.secret ? withoutSecrets(given.text) : given.text, source: given.source }]
  })
}

/** `smtps://name:secret@host/…?…` becomes `smtps://host`; what has no authority part holds no secret. */
const withoutSecrets = (text: string): string =>
  text
    .split(',')
    .map((part) => part.trim())
    .map((part) => (part.includes('://') ? originOnly(part) : part))
    .join(', ')

function originOnly(text: string): string {
  const url = URL.parse(text)
  return url === null ? '(unreadable)' : `${url.protocol}//${url.host}`
}
