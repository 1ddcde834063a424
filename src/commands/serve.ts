import { compose } from '../compose.ts'
import { type Command, EXIT } from './command.ts'

export const serve: Command = {
  async run(context) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const stop = context.stopRequested()
    const service = await compose(settings.value, { clock: context.clock })
    await service.start()
    await stop
    await service.stop()
    return EXIT.done
  },
}
