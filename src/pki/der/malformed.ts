/**
 * How a parser of this room gives up: thrown inside, turned into a failure by `decodeDer`, the only door.
 * Parsers then read as straight lines, and a bug (any other exception) is never mistaken for bad input.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  /** A budget ran out, rather than a rule of the encoding. */
  readonly overBudget: boolean

  constructor(reason: string, overBudget = false) {
    super(reason)
    this.overBudget = overBudget
  }
}

/** @throws Malformed always; typed so that it can stand in an expression. */
export function refuse(reason: string): never {
  throw new Malformed(reason)
}
