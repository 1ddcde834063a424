/** Why something of the machine could not be used, in a few words: codes (`ENOENT`) say more than messages, causes most. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error) return String(error.code)
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`
}
