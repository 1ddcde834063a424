import { isProfile, PROFILES, type Profile } from '../../people/profile.ts'
import { type TermsStore, type TermsVersion, versionsThatSettle } from '../../terms/terms.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { withRegisters } from '../registers.ts'
import { readInstant } from './read-instant.ts'

const PAGE = 1_000

export const whoOwes: NamedCommand = {
  name: 'who-owes',
  summary: 'active accounts that are stopped at the gate: profile, address, account, version owed',
  configure: (program) =>
    program
      .option('--profile <profile>', 'only this one')
      .option('--at <when>', 'as it will be then: a day, which begins in Paris, or an instant with its offset'),
  async run(context, { options: { profile, at: when } }) {
    const at = when === undefined ? context.clock.now() : readInstant(String(when))
    if (at === undefined) {
      context.complain(`parvis: --at ${when} is neither a day nor an instant with its offset`)
      return EXIT.usage
    }
    if (profile !== undefined && !isProfile(String(profile))) {
      context.complain(`parvis: --profile ${profile} is none (${PROFILES.join(', ')})`)
      return EXIT.usage
    }
    return withRegisters(context, async ({ stores }) => {
      const versions = await stores.terms.versions()
      let owing = 0
      for (const held of PROFILES.filter((each) => profile === undefined || each === profile)) {
        for await (const { email, accountId, version } of debtors(stores.terms, versions, held, at)) {
          context.print(`${held}  ${email}  ${accountId}  ${version.label}`)
          owing += 1
        }
      }
      context.print(`${owing} owing`)
      return EXIT.done
    })
  },
}

async function* debtors(terms: TermsStore, versions: readonly TermsVersion[], profile: Profile, at: number) {
  const enough = versionsThatSettle(versions, profile, at)
  const version = enough.at(-1)
  if (version === undefined) return
  const ids = enough.map(({ id }) => id)
  for (let after = ''; ; ) {
    const page = await terms.withoutAcceptance(profile, ids, after, PAGE)
    for (const debtor of page) yield { ...debtor, version }
    after = page.at(-1)?.accountId ?? after
    if (page.length < PAGE) return
  }
}
