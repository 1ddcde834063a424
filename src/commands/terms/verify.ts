import { readFileSync } from 'node:fs'
import { isGenuine } from '../../terms/receipt.ts'
import { type TermsFault, verifyTerms } from '../../terms/verify.ts'
import { type CommandContext, EXIT, type ExitStatus, type NamedCommand } from '../command.ts'
import { type Registers, withRegisters } from '../registers.ts'

export const verify: NamedCommand = {
  name: 'verify',
  summary: 'every stored PDF and every acceptance against their SHA-256; or a receipt that somebody brings',
  configure: (program) => program.option('--receipt <file>', 'a receipt as downloaded (JSON)'),
  run: (context, { options: { receipt } }) =>
    withRegisters(context, (registers) =>
      receipt === undefined
        ? verifyRegister(context, registers)
        : verifyReceipt(context, registers, readJson(String(receipt))),
    ),
}

async function verifyRegister(context: CommandContext, { stores }: Registers): Promise<ExitStatus> {
  const { versions, acceptances, faults } = await verifyTerms(stores.terms, (fault) =>
    context.complain(sentence(fault)),
  )
  context.print(`${versions} versions, ${acceptances} acceptances, ${faults} faults`)
  return faults === 0 ? EXIT.done : EXIT.failed
}

async function verifyReceipt(context: CommandContext, registers: Registers, file: unknown): Promise<ExitStatus> {
  if (!isGenuine(registers.sealer, file)) {
    context.complain('parvis: not a receipt of this installation, or altered since')
    return EXIT.failed
  }
  const proofs = await registers.stores.terms.acceptancesOf(file.account)
  const kept = proofs.find(({ id, termsSha256 }) => id === file.number && termsSha256 === file.sha256)
  context.print(`genuine: ${file.holder} accepted version ${file.version} on ${file.acceptedAt} as ${file.profile}`)
  context.print(kept === undefined ? 'the register does not hold it any more' : 'the register holds it')
  return EXIT.done
}

const sentence = (fault: TermsFault): string =>
  'version' in fault ? `parvis: ${fault.kind}: ${fault.version}` : `parvis: ${fault.kind}: ${fault.acceptance}`

/** Whatever cannot be read is no receipt. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
