/** For options that may be given more than once: all the values, in their order. */
export function repeatable(value: string, former?: readonly string[]): readonly string[] {
  return [...(former ?? []), value]
}
