/** `parvis pki cards`: test cards of authorities that nobody trusts, for trying things out. */
import { resolve } from 'node:path'
import { EVERY_CARD } from '../../../certs-test/cards.ts'
import { generatePki } from '../../../certs-test/generate.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { repeatable } from '../repeatable.ts'

export const cards: NamedCommand = {
  name: 'cards',
  summary: 'make test cards (.p12): invented people, and one card for each defect',
  configure: (program) =>
    program
      .argument('<folder>', 'made if it is not there; what it holds already is kept')
      .option('--card <name>', 'only this one; may be repeated', repeatable)
      .option(
        '--base-url <url>',
        'where lists and OCSP will answer; written in the certificates',
        'http://127.0.0.1:8026',
      )
      .option('--json', 'as a JSON array')
      .addHelpText('after', `\nCards: ${EVERY_CARD.join(', ')}`),
  async run(context, { arguments: [folder = ''], options }) {
    const wanted = Array.isArray(options['card']) ? options['card'] : EVERY_CARD
    const unknown = wanted.filter((name) => !EVERY_CARD.includes(name))
    if (unknown.length > 0) {
      context.complain(`parvis pki cards: no such card: ${unknown.join(', ')} (--help lists them)`)
      return EXIT.usage
    }
    const pki = await generatePki({
      folder: resolve(folder),
      at: context.clock.now(),
      baseUrl: String(options['baseUrl']).replace(/\/$/, ''),
      cards: wanted,
    })
    const made = pki.cards().filter(({ name }) => wanted.includes(name))
    if (options['json'] === true) context.print(JSON.stringify(made, undefined, 2))
    else for (const { name, p12Path, pin } of made) context.print(`${name.padEnd(22)} PIN ${pin}  ${p12Path}`)
    return EXIT.done
  },
}
