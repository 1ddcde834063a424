import { protect, unprotect } from './client/protect.ts'
import { proxyConfig } from './client/proxy-config.ts'
import type { Command } from './command.ts'

export const client: Command = { subcommands: [protect, unprotect, proxyConfig] }
