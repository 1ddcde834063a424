/** Durations as people write them: a whole number and its unit, several side by side if need be ("1 h 30 min"). */

export interface Duration {
  readonly seconds: number
}

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const
const PART = /(\d{1,9}) ?(s|min|h|d)\s*/y

/** @returns undefined when the text is not a duration, or lasts no time at all. */
export function duration(text: string): Duration | undefined {
  let seconds = 0
  PART.lastIndex = 0
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const part = PART.exec(text)
    if (part === null) return undefined
    seconds += Number(part[1]) * SECONDS[part[2] as keyof typeof SECONDS]
  }
  return seconds > 0 ? { seconds } : undefined
}
