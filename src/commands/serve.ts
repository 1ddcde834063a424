import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { compose } from '../compose.ts'
import type { Settings } from '../settings/schema.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { superviseWorkers } from './serve/workers.ts'

export const serve: Command = {
  async run(context) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const workers = countOf(settings.value)
    await (workers > 1 && cluster.isPrimary ? superviseWorkers(workers, context) : serveHere(settings.value, context))
    return EXIT.done
  },
}

async function serveHere(settings: Settings, context: CommandContext): Promise<void> {
  const stop = context.stopRequested()
  const service = await compose(settings, { clock: context.clock })
  await service.start()
  await stop
  await service.stop()
}

const countOf = ({ workers }: Settings): number => (workers === 'per-core' ? availableParallelism() : workers)
