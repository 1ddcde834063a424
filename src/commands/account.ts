/** `parvis account`: people, their cards, and who is let in. */
import { blockCard, deactivate, grant, reactivate } from './account/administer.ts'
import { administrator } from './account/administrator.ts'
import { relink } from './account/relink.ts'
import { show } from './account/show.ts'
import type { Command } from './command.ts'

export const account: Command = { subcommands: [show, deactivate, reactivate, grant, administrator, blockCard, relink] }
