/** Why something of the machine could not be used, in a word: the error's code (`ENOENT`), else its message. */
export const reason = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
