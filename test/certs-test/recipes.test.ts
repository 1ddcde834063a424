import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { standardCard } from '../../certs-test/card-blueprint.ts'
import { PEOPLE } from '../../certs-test/people.ts'
import { RECIPES } from '../../certs-test/recipes/all.ts'

describe('the recipes', () => {
  it('are all in the list, each in the file of its name', () => {
    const files = readdirSync('certs-test/recipes').filter((file) => file !== 'all.ts')
    expect(RECIPES.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it('each change the ordinary card, and differ from each other', () => {
    const blueprints = RECIPES.map((recipe) => {
      const standard = standardCard(PEOPLE[recipe.holder ?? 'expert'])
      return JSON.stringify({ ...standard, ...recipe.change(standard) })
    })
    expect(new Set([...blueprints, JSON.stringify(standardCard(PEOPLE.expert))]).size).toBe(RECIPES.length + 1)
  })

  it('stand in the README as they are', () => {
    const readme = readFileSync('certs-test/README.md', 'utf8')
    const rows = RECIPES.map(({ name, summary, login }) => `| \`${name}\` | ${summary} | ${login} |`)
    expect(
      readme.split('\n').filter((line) => line.startsWith('| `') && !line.includes('.ts`') && !line.includes('/`')),
    ).toEqual(rows)
  })
})
