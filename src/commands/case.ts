/** `parvis case`: what the operator does about cases and their participants. */
import { bounce } from './case/bounce.ts'
import { list, open, show } from './case/cases.ts'
import { deactivate, invite, regenerate } from './case/participants.ts'
import type { Command } from './command.ts'

export const caseCommand: Command = { subcommands: [open, list, show, invite, deactivate, regenerate, bounce] }
