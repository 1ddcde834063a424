import { readFileSync } from 'node:fs'
import { CARD_PROFILES } from '../../card-holder/acceptance.ts'
import { type Outcome, succeed } from '../../failures/failure.ts'
import { type Certificate, parseCertificate } from '../../pki/certificate.ts'
import { readTrustedList } from '../../pki/trusted-list/trusted-list.ts'
import { type CommandContext, EXIT, type NamedCommand, type OptionValue } from '../command.ts'
import { readDerFile } from '../pki/certificate-files.ts'
import { repeatable } from '../repeatable.ts'
import { hostsOf, sha256Of } from './description.ts'
import { differenceOf } from './difference.ts'
import type { Proposal } from './proposal.ts'
import { proposeChanges } from './propose.ts'
import { folderOption, withTrust } from './trust-desk.ts'
import { stateOf, writeAtOnce } from './trust-files.ts'

export const importList: NamedCommand = {
  name: 'import',
  summary: 'read a national trusted list (ETSI TS 119 612) and propose what it would change; nothing changes yet',
  configure: (program) =>
    folderOption(
      program
        .argument('<file>', 'the list (XML)')
        .requiredOption(
          '--signer <file>',
          'certificate of its signer, from the list of lists; may be repeated',
          repeatable,
        )
        .option(
          '--provider <text>',
          'accept the authorities of this provider, by a part of its name; may be repeated',
          repeatable,
        )
        .option('--profiles <profiles>', 'who may come with a card of theirs', 'expert,co-expert,sapiteur')
        .option('--software-profiles <profiles>', 'who may come without one; nobody when left out', '')
        .option('--siren-owner <who>', "whose SIREN is on the cards: the holder's or the employer's", 'holder')
        .option(
          '--revocation-host <host>',
          'server of lists and OCSP answers of those added; may be repeated',
          repeatable,
        )
        .option('--out <file>', 'where the proposal goes', 'trust-proposal.json')
        .addHelpText(
          'after',
          '\nAuthorities of the list that are in the store already are looked at whoever their provider is.',
        ),
    ),
  run: (context, invocation) =>
    withTrust(context, invocation, async ({ files, note }) => {
      const { options } = invocation
      const at = context.clock.now()
      const profiles = profilesIn(options['profiles'])
      const softwareProfiles = profilesIn(options['softwareProfiles'])
      if (profiles === undefined || softwareProfiles === undefined) {
        context.complain(`parvis trust import: profiles are ${CARD_PROFILES.join(', ')}`)
        return EXIT.usage
      }
      const signers = readSigners(options['signer'])
      if (!signers.ok) return context.refuse(signers.failure)
      const bytes = readWhole(invocation.arguments[0] ?? '', context)
      if (bytes === undefined) return EXIT.failed
      const list = readTrustedList(bytes, signers.value, at)
      if (!list.ok) return context.refuse(list.failure)

      const { territory, sequenceNumber, issuedAt, nextUpdateAt, signer, services } = list.value
      const providers = Array.isArray(options['provider']) ? options['provider'] : []
      const sirenOwner = options['sirenOwner'] === 'employer' ? 'employer' : 'holder'
      const { changes, remarks } = proposeChanges(services, files, {
        providers,
        profiles,
        softwareProfiles,
        sirenOwner,
        revocation: hostsOf(options['revocationHost']),
        at,
      })
      const proposal: Proposal = {
        list: {
          territory,
          sequenceNumber,
          issuedAt: new Date(issuedAt).toISOString(),
          nextUpdateAt: new Date(nextUpdateAt).toISOString(),
          sha256: sha256Of(bytes),
          signerSha256: sha256Of(signer.der),
        },
        proposedAt: new Date(at).toISOString(),
        basedOn: stateOf(files),
        changes: changes.map((change) => ({ ...change, value: { ...change.value } })),
        approvals: [],
      }
      context.print(
        `List ${territory} ${sequenceNumber}, issued ${proposal.list.issuedAt}, next due ${proposal.list.nextUpdateAt}`,
      )
      context.print(`${services.length} services that issue qualified certificates`)
      for (const remark of remarks) context.print(`! ${remark}`)
      for (const line of differenceOf(proposal, files)) context.print(line)
      if (changes.length === 0) {
        context.print('Nothing to change.')
        return EXIT.done
      }
      const path = String(options['out'])
      await note('trust.proposed', { list: `${territory} ${sequenceNumber}`, changes: changes.length })
      writeAtOnce(path, proposal)
      context.print(`Proposed, not applied: parvis trust apply ${path} --approve-by NAME`)
      return EXIT.done
    }),
}

/** @returns undefined when one of them is none. */
function profilesIn(option: OptionValue): string[] | undefined {
  const names = String(option ?? '')
    .split(',')
    .filter((name) => name !== '')
  return names.every((name) => CARD_PROFILES.some((profile) => profile === name)) ? names : undefined
}

function readSigners(option: OptionValue): Outcome<Certificate[]> {
  const signers: Certificate[] = []
  for (const file of Array.isArray(option) ? option : []) {
    const ders = readDerFile(file, 'CERTIFICATE')
    if (!ders.ok) return ders
    for (const der of ders.value) {
      const certificate = parseCertificate(der)
      if (!certificate.ok) return certificate
      signers.push(certificate.value)
    }
  }
  return succeed(signers)
}

function readWhole(path: string, context: CommandContext): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    context.complain(`parvis trust import: ${(error as Error).message}`)
    return undefined
  }
}
