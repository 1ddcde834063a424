/** Reads the YAML settings file into one text per dotted key, with every mistake of form. */
import { parseDocument } from 'yaml'

export interface YamlTexts {
  readonly texts: ReadonlyMap<string, string>
  readonly mistakes: readonly string[]
}

export function yamlTexts(source: string): YamlTexts {
  const document = parseDocument(source)
  const syntax = [...document.errors, ...document.warnings]
  if (syntax.length > 0) return { texts: new Map(), mistakes: syntax.map(mistakeOf) }
  const texts = new Map<string, string>()
  const mistakes: string[] = []
  try {
    collect(document.toJS() ?? {}, [])
  } catch (error) {
    // An alias that nothing defines, or too many of them.
    mistakes.push(mistakeOf(error))
  }
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

const mistakeOf = (error: unknown): string =>
  `settings file: ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}`
