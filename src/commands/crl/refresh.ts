import { readTrustFolder } from '../../adapters/trust-folder.ts'
import { readTrustStore } from '../../card-holder/trust-store.ts'
import { openLists } from '../../compose/revocation.ts'
import { defineFailure } from '../../failures/failure.ts'
import { EXIT, type NamedCommand } from '../command.ts'

export const listNotHeld = defineFailure<{ url: string }>(
  'crl.not-held',
  'not-found',
  'No list from this address is on disk: lists are fetched for the first time when a card needs them.',
  ({ url }) => `${url}.`,
)

export const refresh: NamedCommand = {
  name: 'refresh',
  summary: 'fetch the revocation lists on disk again now; a service that runs does so by itself',
  configure: (program) => program.argument('[url]', 'only this one'),
  async run(context, { arguments: [only] }) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const trust = readTrustStore(readTrustFolder(settings.value.trust.folder))
    if (!trust.ok) return context.refuse(trust.failure)
    const { lists } = openLists(settings.value, {
      trust: trust.value,
      clock: context.clock,
      // Only what is asked for here is fetched: nothing is planned for later.
      schedule: () => () => {},
      report: () => {},
    })
    await lists.start()
    const urls = lists.states().map(({ url }) => url)
    if (only !== undefined && !urls.includes(only)) return context.refuse(listNotHeld({ url: only }))
    let failed = 0
    for (const url of only === undefined ? urls : [only]) {
      const failure = await lists.refresh(url)
      if (failure !== undefined) failed++
      context.print(failure === undefined ? `refreshed  ${url}` : `failed     ${url}: ${failure.explanation}`)
    }
    await lists.stop()
    return failed === 0 ? EXIT.done : EXIT.failed
  },
}
