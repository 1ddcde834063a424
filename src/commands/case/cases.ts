import { isOutdated } from '../../cases/access-cut-off.ts'
import { createCaseOpener } from '../../cases/case-opening.ts'
import { invitationState } from '../../cases/invitation.ts'
import type { Expertise } from '../../cases/participation.ts'
import { fullName } from '../../people/account.ts'
import { type CommandContext, EXIT, type NamedCommand } from '../command.ts'
import { findCase } from './find-case.ts'
import { withRegisters } from './operator.ts'

const PAGE = 500

export const open: NamedCommand = {
  name: 'open',
  summary: 'open a case for the expert who leads it',
  configure: (program) =>
    program
      .argument('<reference>')
      .requiredOption('--title <title>')
      .requiredOption('--court <court>')
      .requiredOption('--expert <email>', 'address of an account with the profile of an expert'),
  run: (context, { arguments: [reference = ''], options }) =>
    withRegisters(context, async ({ transact, random }) => {
      const wanted = {
        reference,
        title: String(options['title']),
        court: String(options['court']),
        expertEmail: String(options['expert']),
      }
      const opened = await createCaseOpener(transact, random)(wanted, context.clock.now())
      if (!opened.ok) return context.refuse(opened.failure)
      context.print(`${opened.value.reference}  ${opened.value.id}`)
      return EXIT.done
    }),
}

export const list: NamedCommand = {
  name: 'list',
  summary: 'every case, by reference',
  configure: (program) => program.option('--json', 'one JSON object a line'),
  run: (context, { options }) =>
    withRegisters(context, async ({ stores }) => {
      let after = ''
      for (;;) {
        const page = await stores.cases.list(after, PAGE)
        for (const expertise of page) print(context, expertise, options['json'] === true)
        after = page.at(-1)?.reference ?? after
        if (page.length < PAGE) return EXIT.done
      }
    }),
}

function print({ print }: CommandContext, { id, reference, title, court, openedAt }: Expertise, json: boolean): void {
  const day = new Date(openedAt).toISOString().slice(0, 10)
  print(
    json ? JSON.stringify({ id, reference, title, court, openedAt: day }) : `${reference}  ${day}  ${court}  ${title}`,
  )
}

export const show: NamedCommand = {
  name: 'show',
  summary: 'a case, its participants and how their invitations stand',
  configure: (program) => program.argument('<reference>').option('--json', 'as JSON'),
  run: (context, { arguments: [reference = ''], options }) =>
    withRegisters(context, async ({ settings, stores }) => {
      const found = await findCase(stores, reference)
      if (!found.ok) return context.refuse(found.failure)
      const at = context.clock.now()
      const invitations = new Map(
        (await stores.invitations.listOf(found.value.id)).map((invitation) => [invitation.participantId, invitation]),
      )
      const participants = (await stores.cases.participants(found.value.id)).map((entry) => {
        const invitation = invitations.get(entry.id)
        return {
          id: entry.id,
          name: fullName(entry),
          email: entry.email,
          profile: entry.profile,
          status: isOutdated(entry, settings.access.cutOffAt ?? 0) ? 'outdated' : entry.status,
          closedAs: entry.deactivatedAs ?? null,
          invitedBy: entry.invitedBy ?? null,
          invitedAt: new Date(entry.invitedAt).toISOString(),
          invitation: invitation === undefined ? null : invitationState(invitation, at),
        }
      })
      if (options['json'] === true) context.print(JSON.stringify({ ...found.value, participants }, undefined, 2))
      else {
        print(context, found.value, false)
        for (const { email, name, profile, status, invitation } of participants) {
          context.print(
            `  ${status.padEnd(9)} ${profile.padEnd(22)} ${(invitation ?? '-').padEnd(14)} ${email}  ${name}`,
          )
        }
      }
      return EXIT.done
    }),
}
