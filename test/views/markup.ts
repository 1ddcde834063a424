/** Enough of an HTML reader to judge our own output: tags in order, attributes, nothing lenient. */

export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'wbr'])
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g

/**
 * The opening tags of a document, in order.
 * @throws when a tag is left open, closed twice, or when a `<` is not part of a tag.
 */
export function readTags(html: string): readonly Tag[] {
  const body = html.replace(/^<!doctype html>/, '')
  const stray = body.replaceAll(TAG, '').match(/<.{0,40}/)
  if (stray) throw new Error(`not a tag: ${stray[0]}`)
  const open: string[] = []
  const tags: Tag[] = []
  for (const [, slash, name = '', attributes = '', selfClosed] of body.matchAll(TAG)) {
    if (slash === '/') {
      const expected = open.pop()
      if (expected !== name) throw new Error(`</${name}> closes <${expected ?? 'nothing'}>`)
      continue
    }
    tags.push({
      name,
      attributes: Object.fromEntries([...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, value ?? ''])),
    })
    if (!VOID.has(name) && selfClosed !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(', ')}`)
  return tags
}
