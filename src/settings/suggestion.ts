/**
 * The known name that a mistyped one most resembles.
 * @returns undefined when none is near: more than a third of the letters differ.
 */
export function suggestion(mistyped: string, known: readonly string[]): string | undefined {
  const nearest = known
    .map((name) => ({ name, distance: editDistance(mistyped, name) }))
    .reduce((best, next) => (next.distance < best.distance ? next : best), {
      name: '',
      distance: Number.POSITIVE_INFINITY,
    })
  return nearest.distance <= Math.min(mistyped.length, nearest.name.length) / 3 ? nearest.name : undefined
}

/** Levenshtein: insertions, deletions and replacements that turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
