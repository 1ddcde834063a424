import type { Command } from './command.ts'
import { cards } from './pki/cards.ts'
import { verify } from './pki/verify.ts'
import { why } from './pki/why.ts'

export const pki: Command = { subcommands: [verify, why, cards] }
