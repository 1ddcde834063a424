import type { Clock } from '../../ports/clock.ts'
import { type Finding, fine, problem } from './finding.ts'

/** Codes live 10 minutes and tickets 60 seconds: processes whose clocks differ by more than this disagree about them. */
const TOLERATED_MILLISECONDS = 2_000

/**
 * Compares the clock of a server with ours; the time that the question takes is not held against it.
 * @param ask reads the server's clock, epoch milliseconds.
 */
export async function compareClocks(server: string, ask: () => Promise<number>, clock: Clock): Promise<Finding> {
  const before = clock.now()
  const theirs = await ask()
  const after = clock.now()
  const apart = Math.max(before - theirs, theirs - after, 0)
  return apart <= TOLERATED_MILLISECONDS
    ? fine(`${server} answers, and its clock agrees with ours`)
    : problem(
        `${server} answers, but its clock and ours are ${Math.round(apart / 1000)} s apart`,
        'keep every machine on network time (chrony, systemd-timesyncd): codes and certificates depend on it',
      )
}
