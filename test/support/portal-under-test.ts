/** The whole service as it is composed, in this process: real ports, real TLS, real mail, and a clock that tests move. */
import { pino } from 'pino'
import { compose } from '../../src/compose.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { furnishPortal, type PortalOptions, type PortalSurroundings } from './portal-under-test-surroundings.ts'

export type { PortalOptions } from './portal-under-test-surroundings.ts'

export interface PortalUnderTest extends PortalSurroundings {
  readonly clock: ManualClock
  /** Every line logged so far. */
  readonly log: readonly string[]
  /** Stops the service and composes it again over the same folder. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startPortal(
  options: PortalOptions & { readonly clock?: ManualClock } = {},
): Promise<PortalUnderTest> {
  // TLS clients look at the clock of the machine: the tests begin now.
  const { clock = createManualClock(Date.now()) } = options
  const { hangUp, remove, ...surroundings } = await furnishPortal(clock, options)
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) })
  const open = async () => {
    const service = await compose(surroundings.settings, { clock, logger })
    await service.start()
    return service
  }
  let service = await open()
  return {
    ...surroundings,
    clock,
    log,
    async restart() {
      hangUp()
      await service.stop()
      service = await open()
    },
    async stop() {
      hangUp()
      await service.stop()
      await remove()
    },
  }
}
