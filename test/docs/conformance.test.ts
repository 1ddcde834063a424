import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('docs/conformance.md', 'utf8')

/** `S1.10 – S1.13` and `S1.1, S1.2` in the first column of a row. */
function factsOf(cell: string): string[] {
  return cell.split(',').flatMap((part) => {
    const [from, to = from] = part.split('–').map((fact) => /S(\d)\.(\d+)/.exec(fact))
    if (!from || !to) throw new Error(`no fact in "${cell}"`)
    const [first, last] = [Number(from[2]), Number(to[2])]
    return Array.from({ length: last - first + 1 }, (_, index) => `S${from[1]}.${first + index}`)
  })
}

const listed = [...page.matchAll(/^\| (S[^|]+) \|/gm)].flatMap(([, cell = '']) => factsOf(cell))

describe('the page of conformance', () => {
  it.each([
    [0, 27],
    [1, 58],
    [2, 32],
  ])('has each fact of S%i once', (source, count) => {
    const facts = listed.filter((fact) => fact.startsWith(`S${source}.`))
    expect(facts).toEqual(Array.from({ length: count }, (_, index) => `S${source}.${index + 1}`))
  })

  it('points to files that exist', () => {
    const paths = [...page.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = '']) => path)
    expect(paths.filter((path) => !existsSync(path))).toEqual([])
  })
})
