/** `parvis terms`: the versions of the terms of use, who owes an acceptance, and whether the proofs hold. */
import type { Command } from './command.ts'
import { list } from './terms/list.ts'
import { publish } from './terms/publish.ts'
import { verify } from './terms/verify.ts'
import { whoOwes } from './terms/who-owes.ts'

export const terms: Command = { subcommands: [publish, list, whoOwes, verify] }
