import { relink } from './account/relink.ts'
import type { Command } from './command.ts'

export const account: Command = { subcommands: [relink] }
