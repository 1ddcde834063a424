/** `parvis pki verify`: would this certificate be accepted, and why. */
import { type Command, EXIT, type NamedCommand } from '../command.ts'
import { repeatable } from '../repeatable.ts'
import { BATCH_HELP } from './batch-help.ts'
import { PURPOSES, REVOCATION_REQUIREMENTS } from './question.ts'
import { verifyBatch } from './verify-batch.ts'
import { verifyOne } from './verify-one.ts'

const configure: Command['configure'] = (program) => {
  const choice = program.createOption.bind(program)
  program
    .option('--anchor <file>', 'certificate that is trusted (PEM or DER); may be repeated', repeatable)
    .option('--cert <file>', 'the certificate in question; further ones in the same PEM file are candidates')
    .option('--candidate <file>', 'certificates that may belong to the path, in any order; may be repeated', repeatable)
    .option('--crl <file>', 'revocation list; may be repeated', repeatable)
    .option('--ocsp <file>', 'OCSP response; may be repeated', repeatable)
    .option('--at <instant>', 'ISO 8601, such as 2026-11-22T12:00:00Z; now when left out')
    .addOption(
      choice('--purpose <purpose>', 'client-login: a person logs in with it; path-only: RFC 5280 and nothing more')
        .choices(PURPOSES)
        .default('client-login'),
    )
    .addOption(
      choice('--revocation <requirement>', 'required; when-present: what is given is heard; off')
        .choices(REVOCATION_REQUIREMENTS)
        .default('required'),
    )
    .option('--json', 'the answer as one JSON object')
    .option('--batch', 'many questions: NDJSON on standard input, one answer a line')
    .addHelpText('after', BATCH_HELP)
}

export const verify: NamedCommand = {
  name: 'verify',
  summary: 'judge certificates and explain: every check in order, its clause, and what was found',
  configure,
  async run(context, invocation) {
    const { options } = invocation
    if (options['batch'] === true) return verifyBatch(context)
    if (options['anchor'] === undefined || options['cert'] === undefined) {
      context.complain('parvis pki verify: give --anchor and --cert, or --batch (--help says more)')
      return EXIT.usage
    }
    return verifyOne(context, options)
  },
}
