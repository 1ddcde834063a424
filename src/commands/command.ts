/** What a command of `parvis` is, and what it is given; nothing in a command reads the process itself. */
import type { Readable, Writable } from 'node:stream'
import type { Command as Program } from 'commander'
import type { Failure, Outcome } from '../failures/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { ReadSettings } from '../settings/load.ts'
import type { Settings } from '../settings/schema.ts'
import type { Environment } from '../settings/texts.ts'

/** What the shell sees: done; refused, or a check that failed; wrong usage; a bug or an outage. */
export const EXIT = { done: 0, failed: 1, usage: 2, broken: 70 } as const
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

export interface CommandContext {
  readonly env: Environment
  readonly clock: Clock
  readonly input: Readable
  readonly output: Writable
  /** A line of what was asked for, on standard output. */
  print(line: string): void
  /** A line about how it goes, or why not, on standard error. */
  complain(line: string): void
  /** Prints an expected ending that is no success. @returns the status to end with. */
  refuse(failure: Failure): ExitStatus
  settings(): Outcome<Settings>
  /** Settings with the text and source of each. */
  readSettings(): Outcome<ReadSettings>
  /**
   * Settles when the operator asks to stop (SIGTERM, SIGINT). Until the first call a signal ends the process at once;
   * after the signal the process has a few seconds to end by itself.
   */
  stopRequested(): Promise<void>
}

export type OptionValue = string | boolean | readonly string[] | undefined

/** What was typed behind the command's name. */
export interface Invocation {
  readonly arguments: readonly string[]
  readonly options: Readonly<Record<string, OptionValue>>
}

export interface Command {
  /** Declares arguments and options; `--help` is made from it. */
  readonly configure?: (program: Program) => void
  readonly run?: (context: CommandContext, invocation: Invocation) => Promise<ExitStatus>
  readonly subcommands?: readonly NamedCommand[]
}

export interface NamedCommand extends Command {
  readonly name: string
  readonly summary: string
}
