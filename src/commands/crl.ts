import type { Command } from './command.ts'
import { list } from './crl/list.ts'
import { refresh } from './crl/refresh.ts'

export const crl: Command = { subcommands: [list, refresh] }
