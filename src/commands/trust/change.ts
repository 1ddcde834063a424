import { readTrustedAuthority } from '../../card-holder/trusted-authority.ts'
import { defineFailure } from '../../failures/failure.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { type CommandContext, EXIT, type ExitStatus, type NamedCommand, type OptionValue } from '../command.ts'
import { readDerFile } from '../pki/certificate-files.ts'
import { repeatable } from '../repeatable.ts'
import { type AuthorityDescription, hostsOf, labelOf, pinOf, readPolicyOptions } from './description.ts'
import { findFile } from './find-file.ts'
import { folderOption, type TrustDesk, withTrust } from './trust-desk.ts'
import { fileNameFor, judgeChanges, type TrustFileChange, writeChanges } from './trust-files.ts'

export const authorityKnown = defineFailure<{ authority: string }>(
  'trust.authority-known',
  'conflict',
  'The authority is in the trust store already: remove it first, or edit its file.',
  ({ authority }) => `It is ${authority}.`,
)

export const add: NamedCommand = {
  name: 'add',
  summary: 'accept the cards of one more authority',
  configure: (program) =>
    folderOption(
      program
        .argument('<certificate>', 'of the authority that issues the cards (PEM or DER): it is pinned')
        .requiredOption(
          '--policy <rule>',
          'OID[+OID]=profile[,profile]:hardware|software|by-qc-sscd; may be repeated',
          repeatable,
        )
        .option('--label <text>', 'name for people; that of the certificate when left out')
        .option('--siren-owner <who>', "whose SIREN is on the cards: the holder's or the employer's", 'holder')
        .option('--revocation-host <host>', 'server of its lists and OCSP answers; may be repeated', repeatable)
        .option('--from <instant>', 'ISO 8601; now when left out')
        .option('--until <instant>', 'ISO 8601; open when left out'),
    ),
  run: (context, invocation) =>
    withTrust(context, invocation, async (desk) => {
      const { options } = invocation
      const file = readDerFile(invocation.arguments[0] ?? '', 'CERTIFICATE')
      if (!file.ok) return context.refuse(file.failure)
      const certificate = parseCertificate(file.value[0])
      if (!certificate.ok) return context.refuse(certificate.failure)
      const rules = readPolicyOptions(Array.isArray(options['policy']) ? options['policy'] : [])
      if (!rules.ok) return context.refuse(rules.failure)
      const description: AuthorityDescription = {
        label: textOr(options['label'], labelOf(certificate.value)),
        ...pinOf(certificate.value),
        origin: 'manual',
        sirenOwner: textOr(options['sirenOwner'], 'holder'),
        acceptedFrom: textOr(options['from'], new Date(context.clock.now()).toISOString()),
        ...(typeof options['until'] === 'string' ? { acceptedUntil: options['until'] } : {}),
        rules: rules.value,
        ...hostsOf(options['revocationHost']),
      }
      // Alone first: its mistakes are told without a file name that is not there yet.
      const authority = readTrustedAuthority(description)
      if (!authority.ok) return context.refuse(authority.failure)
      if (findFile(desk.files, description.sha256).ok) {
        return context.refuse(authorityKnown({ authority: description.label }))
      }
      const name = fileNameFor(description.label, description.sha256)
      const data = { change: 'added', authority: description.label, sha256: description.sha256 }
      if (description.revocation === undefined) {
        context.complain(
          'parvis trust add: no --revocation-host: its cards are refused while nothing tells of revocation',
        )
      }
      return commit(context, desk, { name, value: description }, data)
    }),
}

export const remove: NamedCommand = {
  name: 'remove',
  summary: 'accept the cards of an authority no longer',
  configure: (program) => folderOption(program.argument('<authority>', 'file, label, or the beginning of its SHA-256')),
  run: (context, invocation) =>
    withTrust(context, invocation, async (desk) => {
      const found = findFile(desk.files, invocation.arguments[0] ?? '')
      if (!found.ok) return context.refuse(found.failure)
      const { name, authority } = found.value
      const data = { change: 'removed', authority: authority.label, sha256: authority.sha256 }
      return commit(context, desk, { name, value: undefined }, data)
    }),
}

async function commit(
  context: CommandContext,
  { folder, files, note }: TrustDesk,
  change: TrustFileChange,
  data: { readonly change: string; readonly authority: string; readonly sha256: string },
): Promise<ExitStatus> {
  const store = judgeChanges(files, [change])
  if (!store.ok) return context.refuse(store.failure)
  await note('trust.changed', data)
  writeChanges(folder, [change])
  context.print(`${data.change}: ${data.authority} (SHA-256 ${data.sha256})`)
  context.print(`${store.value.authorities.length} authorities; in force once the service is started again`)
  return EXIT.done
}

const textOr = (value: OptionValue, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
