import { readTrustStore } from '../../card-holder/trust-store.ts'
import { readTrustedAuthority, type TrustedAuthority } from '../../card-holder/trusted-authority.ts'
import { nameToText } from '../../pki/name/name-to-text.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { findFile } from './find-file.ts'
import { folderOption, withTrust } from './trust-desk.ts'

export const list: NamedCommand = {
  name: 'list',
  summary: 'the authorities whose cards are accepted',
  configure: (program) => folderOption(program.option('--json', 'as a JSON array')),
  run: (context, invocation) =>
    withTrust(context, invocation, async ({ files }) => {
      const rows = files.map(({ name, value }) => ({ name, read: readTrustedAuthority(value) }))
      if (invocation.options['json'] === true) {
        context.print(
          JSON.stringify(
            rows.map(({ name, read }) =>
              read.ok
                ? { file: name, ...summary(read.value) }
                : { file: name, mistakes: read.failure.data['mistakes'] },
            ),
            undefined,
            2,
          ),
        )
        return EXIT.done
      }
      for (const { name, read } of rows) {
        if (!read.ok) context.print(`${name}: ${read.failure.explanation}`)
        else for (const line of linesOf(name, read.value, context.clock.now())) context.print(line)
      }
      context.print(`${rows.length} authorities`)
      return EXIT.done
    }),
}

export const show: NamedCommand = {
  name: 'show',
  summary: 'one authority: its certificate, what is accepted from it',
  configure: (program) => folderOption(program.argument('<authority>', 'file, label, or the beginning of its SHA-256')),
  run: (context, invocation) =>
    withTrust(context, invocation, async ({ files }) => {
      const found = findFile(files, invocation.arguments[0] ?? '')
      if (!found.ok) return context.refuse(found.failure)
      const { name, authority } = found.value
      for (const line of linesOf(name, authority, context.clock.now())) context.print(line)
      context.print(`  subject    ${nameToText(authority.certificate.subject)}`)
      context.print(`  issuer     ${nameToText(authority.certificate.issuer)}`)
      context.print(
        `  certified  ${day(authority.certificate.notBeforeAt)} to ${day(authority.certificate.notAfterAt)}`,
      )
      return EXIT.done
    }),
}

export const check: NamedCommand = {
  name: 'check',
  summary: 'whether the store is whole; ends with status 1 when it is not',
  configure: folderOption,
  run: (context, invocation) =>
    withTrust(context, invocation, async ({ files, folder }) => {
      const store = readTrustStore(files)
      if (!store.ok) return context.refuse(store.failure)
      const at = context.clock.now()
      for (const authority of store.value.authorities) {
        const state = stateOf(authority, at)
        if (state !== 'in force') context.complain(`${authority.label}: ${state}: its cards are refused`)
      }
      context.print(`${store.value.authorities.length} authorities in ${folder}, no mistake`)
      return EXIT.done
    }),
}

function summary(authority: TrustedAuthority): object {
  const { label, sha256, origin, sirenOwner, acceptedFromAt, acceptedUntilAt, rules, certificate } = authority
  return {
    label,
    sha256,
    origin,
    sirenOwner,
    acceptedFrom: new Date(acceptedFromAt).toISOString(),
    acceptedUntil: acceptedUntilAt === undefined ? null : new Date(acceptedUntilAt).toISOString(),
    certificateUntil: new Date(certificate.notAfterAt).toISOString(),
    rules,
  }
}

function linesOf(name: string, authority: TrustedAuthority, at: number): string[] {
  const { label, sha256, origin, sirenOwner, acceptedFromAt, acceptedUntilAt, rules } = authority
  const until = acceptedUntilAt === undefined ? '' : ` until ${day(acceptedUntilAt)}`
  return [
    `${label}  (${name})`,
    `  SHA-256    ${sha256}`,
    `  ${stateOf(authority, at)}, accepted from ${day(acceptedFromAt)}${until}; origin ${origin}; SIREN of the ${sirenOwner}`,
    ...rules.map(
      ({ policies, profiles, level }) => `  ${level.padEnd(10)} ${profiles.join(', ')}: ${policies.join(', ')}`,
    ),
  ]
}

function stateOf({ certificate, acceptedFromAt, acceptedUntilAt }: TrustedAuthority, at: number): string {
  if (at > certificate.notAfterAt) return 'its certificate has expired'
  if (at < Math.max(certificate.notBeforeAt, acceptedFromAt)) return 'not in force yet'
  return acceptedUntilAt !== undefined && at >= acceptedUntilAt ? 'no longer accepted' : 'in force'
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
