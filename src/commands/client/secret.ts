import { defineFailure } from '../../failures/failure.ts'
import type { Random } from '../../ports/random.ts'
import { secretContext } from '../../protocols/oidc/application.ts'
import { EXIT, type NamedCommand } from '../command.ts'
import { applicationUnknown, withApplications } from './desk.ts'

const applicationHasNoSecret = defineFailure<{ id: string; authentication: string }>(
  'oidc.application-without-secret',
  'conflict',
  'The application authenticates without a secret.',
  ({ id, authentication }) => `${id} uses ${authentication}.`,
)

/** 256 bits. */
export const newSecret = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

export const rotate: NamedCommand = {
  name: 'rotate',
  summary: 'give an application a new secret, shown once; the former one is worth nothing from now on',
  configure: (program) => program.argument('<id>'),
  run: (context, { arguments: [id = ''] }) =>
    withApplications(context, async ({ applications, sealer, random, note }) => {
      const application = await applications.find(id)
      if (application === undefined) return context.refuse(applicationUnknown({ id }))
      const { authentication, secretSealed } = application
      if (secretSealed === undefined) return context.refuse(applicationHasNoSecret({ id, authentication }))
      const secret = newSecret(random)
      await applications.changeSecret(id, sealer.seal(secret, secretContext(id)), context.clock.now())
      await note('application.secret-changed', { application: id })
      context.print(secret)
      context.complain('The secret is not shown again: keep it now.')
      return EXIT.done
    }),
}

export const remove: NamedCommand = {
  name: 'remove',
  summary: 'forget an application: its tokens are worth nothing from now on',
  configure: (program) => program.argument('<id>'),
  run: (context, { arguments: [id = ''] }) =>
    withApplications(context, async ({ applications, note }) => {
      if (!(await applications.remove(id))) return context.refuse(applicationUnknown({ id }))
      await note('application.removed', { application: id })
      context.print(`${id} is forgotten.`)
      return EXIT.done
    }),
}
