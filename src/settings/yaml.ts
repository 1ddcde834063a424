/** Reads the YAML settings file into one text per dotted key, with every mistake of form. */
import { parseDocument } from 'yaml'

export interface YamlTexts {
  readonly texts: ReadonlyMap<string, string>
  readonly mistakes: readonly string[]
}

export function yamlTexts(source: string): YamlTexts {
  const document = parseDocument(source, { prettyErrors: true })
  const syntax = [...document.errors, ...document.warnings].map((error) => `settings file: ${firstLine(error.message)}`)
  if (syntax.length > 0) return { texts: new Map(), mistakes: syntax }
  const texts = new Map<string, string>()
  const mistakes: string[] = []
  collect(document.toJS({ maxAliasCount: 0 }) ?? {}, [])
  return { texts, mistakes }

  function collect(node: unknown, path: readonly string[]): void {
    const key = path.join('.')
    const text = scalarText(node) ?? listText(node)
    if (text !== undefined) texts.set(key, text)
    else if (isMapping(node)) for (const [name, entry] of Object.entries(node)) collect(entry, [...path, name])
    else
      mistakes.push(
        `settings file: ${key || 'the whole'} must be ${key ? 'a text, a number, a list or a group' : 'a mapping of names to values'}`,
      )
  }
}

const scalarText = (node: unknown): string | undefined =>
  typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean' ? String(node) : undefined

function listText(node: unknown): string | undefined {
  if (!Array.isArray(node)) return undefined
  const items = node.map(scalarText)
  return items.includes(undefined) ? undefined : items.join(',') || 'none'
}

const isMapping = (node: unknown): node is Readonly<Record<string, unknown>> =>
  typeof node === 'object' && node !== null && !Array.isArray(node)

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? ''
