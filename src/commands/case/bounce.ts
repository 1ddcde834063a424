import { LONGEST_REPORT_BYTES, notADeliveryReport } from '../../mail/delivery-report.ts'
import { recordBounce } from '../../mail/record-bounce.ts'
import { type CommandContext, EXIT, type NamedCommand } from '../command.ts'
import { withRegisters } from './operator.ts'

/** For the pipe of a mail server: `|parvis case bounce` at the address that mails come from. */
export const bounce: NamedCommand = {
  name: 'bounce',
  summary: 'read a returned mail (RFC 3464) from standard input and mark its invitation',
  run: async (context) => {
    const message = await readMessage(context)
    if (message === undefined) return context.refuse(notADeliveryReport({}))
    return withRegisters(context, async ({ stores }) => {
      const recorded = await recordBounce(stores, message, context.clock.now())
      if (!recorded.ok) return context.refuse(recorded.failure)
      for (const { mailId, status } of recorded.value) context.print(`${mailId}: undeliverable (${status})`)
      if (recorded.value.length === 0) context.print('the report tells of no failure')
      return EXIT.done
    })
  },
}

/** @returns undefined when it is too long; the rest is read all the same, so that the pipe does not break. */
async function readMessage({ input }: CommandContext): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length <= LONGEST_REPORT_BYTES) chunks.push(bytes)
  }
  return length > LONGEST_REPORT_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')
}
