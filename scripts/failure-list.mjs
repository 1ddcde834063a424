/**
 * Lists every kind of failure for docs/failures.md, read from the source: a kind is declared beside the rule that raises
 * it, by defineFailure with a written-out code, category and summary.
 */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** @throws when a declaration is not written out, or two share a code. */
export function describeFailures() {
  const kinds = globSync('src/**/*.{ts,tsx}')
    .toSorted()
    .filter((path) => path !== 'src/failures/failure.ts')
    .flatMap(kindsIn)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
  const twice = kinds.find(({ code }, index) => kinds[index + 1]?.code === code)
  if (twice !== undefined) throw new Error(`two failures have the code ${twice.code}`)
  const rooms = Map.groupBy(kinds, ({ code }) => code.split('.')[0])
  return `# Failures

<!-- Made by \`npm run docs\` from the code: change the declarations there. -->

Every expected ending that is not a success has a stable code. People see a page in their language with a reference number;
the journal keeps the code under that number, and support finds its meaning here. The category decides how the edge answers.

${[...rooms].map(describeRoom).join('\n')}`
}

const describeRoom = ([room, kinds]) => `## ${room}

| Code | Category | What happened |
|---|---|---|
${kinds.map(({ code, category, summary, path }) => `| [\`${code}\`](../${path}) | ${category} | ${summary} |`).join('\n')}
`

function kindsIn(path) {
  const text = readFileSync(path, 'utf8')
  if (!text.includes('defineFailure')) return []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  const kinds = []
  visit(source)
  return kinds

  function visit(node) {
    if (ts.isCallExpression(node) && node.expression.text === 'defineFailure') kinds.push(kindOf(node, path))
    ts.forEachChild(node, visit)
  }
}

function kindOf({ arguments: [code, category, summary] }, path) {
  for (const written of [code, category, summary]) {
    if (written === undefined || !ts.isStringLiteralLike(written))
      throw new Error(`${path}: write the code, category and summary of each failure out as plain strings`)
  }
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(code.text))
    throw new Error(`${path}: ${code.text} is not a dotted lower-case code`)
  return { code: code.text, category: category.text, summary: summary.text, path }
}
