import type { Command } from './command.ts'
import { apply } from './trust/apply.ts'
import { add, remove } from './trust/change.ts'
import { importList } from './trust/import-list.ts'
import { check, list, show } from './trust/look.ts'

export const trust: Command = { subcommands: [list, show, check, add, remove, importList, apply] }
