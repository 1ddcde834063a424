import type { RegisteredApplication } from '../../protocols/oidc/application.ts'
import type { Login } from '../../protocols/oidc/login.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { applicationUnknown, withApplications } from './desk.ts'

const LOGINS_SHOWN = 20

/** A registration as the operator may see it: without the secret. */
export const described = ({ secretSealed: _sealed, addedAt, secretChangedAt, ...rest }: RegisteredApplication) => ({
  ...rest,
  addedAt: instant(addedAt),
  secretChangedAt: secretChangedAt === undefined ? undefined : instant(secretChangedAt),
})

export const show: NamedCommand = {
  name: 'show',
  summary: 'an application, who is logged in to it, and how it took the end of sessions',
  configure: (program) => program.argument('<id>').option('--json', 'as JSON'),
  run: (context, { arguments: [id = ''], options }) =>
    withApplications(context, async ({ applications, logins }) => {
      const application = await applications.find(id)
      if (application === undefined) return context.refuse(applicationUnknown({ id }))
      const newest = await logins.ofApplication(id, LOGINS_SHOWN)
      if (options['json'] === true) {
        context.print(JSON.stringify({ ...described(application), logins: newest }, undefined, 2))
        return EXIT.done
      }
      for (const [name, value] of Object.entries(described(application))) {
        const shown = typeof value === 'object' ? JSON.stringify(value) : value
        if (shown !== undefined && shown !== '[]') context.print(`${name.padEnd(24)}${shown}`)
      }
      for (const login of newest) context.print(lineOf(login))
      return EXIT.done
    }),
}

const instant = (at: number): string => new Date(at).toISOString()

const lineOf = ({ sessionHandle, loggedInAt, state, attempts, lastError }: Login): string =>
  [
    `session ${sessionHandle}`,
    instant(loggedInAt),
    state.padEnd(11),
    attempts === 0 ? '' : `told ${attempts} times`,
    lastError ?? '',
  ]
    .join('  ')
    .trimEnd()
