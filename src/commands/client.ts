/** `parvis client`: the applications that trust this installation, and the keys that they verify it with. */
import { add } from './client/add.ts'
import { keys } from './client/keys.ts'
import { list } from './client/list.ts'
import { listProtected, protect, unprotect } from './client/protect.ts'
import { proxyConfig } from './client/proxy-config.ts'
import { remove, rotate } from './client/secret.ts'
import { show } from './client/show.ts'
import type { Command } from './command.ts'

export const client: Command = {
  subcommands: [add, list, show, rotate, remove, protect, listProtected, unprotect, proxyConfig, keys],
}
