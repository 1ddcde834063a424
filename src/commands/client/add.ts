import { readFileSync } from 'node:fs'
import type { Command as Program } from 'commander'
import { defineFailure } from '../../failures/failure.ts'
import { secretContext } from '../../protocols/oidc/application.ts'
import { type RegistrationRequest, readRegistration } from '../../protocols/oidc/registration.ts'
import { EXIT, type Invocation, type NamedCommand } from '../command.ts'
import { withApplications } from './desk.ts'
import { newSecret } from './secret.ts'

const applicationKnown = defineFailure<{ id: string }>(
  'oidc.application-known',
  'conflict',
  'An application is registered under this identifier already.',
  ({ id }) => `It is ${id}.`,
)

export const add: NamedCommand = {
  name: 'add',
  summary: 'register an application that logs people in by OpenID Connect; its secret is shown once',
  configure: declare,
  run: (context, invocation) =>
    withApplications(context, async ({ settings, applications, sealer, random, note }) => {
      const read = readRegistration(requestOf(invocation), settings.mode === 'demo')
      if (!read.ok) return context.refuse(read.failure)
      const application = read.value
      const { id } = application
      const secret = application.authentication.startsWith('client_secret') ? newSecret(random) : undefined
      const at = context.clock.now()
      const added = await applications.add({
        ...application,
        secretSealed: secret && sealer.seal(secret, secretContext(id)),
        addedAt: at,
        secretChangedAt: secret === undefined ? undefined : at,
      })
      if (!added) return context.refuse(applicationKnown({ id }))
      const { frenchScale } = application
      await note('application.registered', {
        application: id,
        ...(frenchScale === undefined
          ? {}
          : { card: frenchScale.card, code: frenchScale.code, decision: frenchScale.decision }),
      })
      const facts = {
        issuer: `${settings.portal.origin}/oidc`,
        client_id: id,
        ...(secret === undefined ? {} : { client_secret: secret }),
      }
      if (invocation.options['json'] === true) context.print(JSON.stringify(facts, undefined, 2))
      else for (const [name, value] of Object.entries(facts)) context.print(`${name.padEnd(14)}${value}`)
      if (secret !== undefined) context.complain('The secret is not shown again: keep it now.')
      return EXIT.done
    }),
}

function declare(program: Program): void {
  const several = (value: string, before: readonly string[] = []) => [...before, value]
  program
    .argument('<id>', 'client_id')
    .requiredOption('--name <text>', 'shown to people')
    .option('--redirect-uri <uri>', 'where people come back to, compared to the letter; may be repeated', several)
    .option('--post-logout-uri <uri>', 'where people may go after a logout; may be repeated', several)
    .option('--home <uri>', 'address for people, shown on their list of applications')
    .option('--backchannel-logout-uri <uri>', 'told when a session is over')
    .option(
      '--private-address <ip>',
      'address that is not public and may be told all the same; may be repeated',
      several,
    )
    .option('--auth <method>', 'client_secret_basic, client_secret_post, private_key_jwt, none', 'client_secret_basic')
    .option('--keys-file <path>', 'public keys for private_key_jwt (JSON Web Key Set)')
    .option('--alg <algorithm>', 'signs the ID tokens: ES256, RS256', 'ES256')
    .option('--profiles <profiles>', 'who may come in, separated by commas; everybody otherwise', '')
    .option('--level <level>', 'the weakest login that comes in: mailbox … certificate-hardware', 'mailbox')
    .option('--french-scale', 'tell levels as eidas0 … eidas3')
    .option('--card-as <value>', 'French level of a card: eidas2, eidas3', 'eidas2')
    .option('--code-as <value>', 'French level of password and code: eidas0-mfa, eidas1, eidas1-mfa', 'eidas1-mfa')
    .option('--decision <text>', 'where the French levels were decided; kept in the journal', '')
    .option('--par-only', 'refuse requests that were not pushed')
    .option('--dpop-only', 'refuse tokens that are not bound to a key of the application')
    .option('--json', 'as JSON')
}

function requestOf({ arguments: [id = ''], options }: Invocation): RegistrationRequest {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined)
  const texts = (name: string) => (Array.isArray(options[name]) ? (options[name] as readonly string[]) : [])
  const keysFile = text('keysFile')
  return {
    id,
    name: text('name') ?? '',
    homeUri: text('home'),
    redirectUris: texts('redirectUri'),
    postLogoutRedirectUris: texts('postLogoutUri'),
    backChannelLogoutUri: text('backchannelLogoutUri'),
    privateAddresses: texts('privateAddress'),
    authentication: text('auth') ?? '',
    keySet: keysFile && readFileSync(keysFile, 'utf8'),
    signingAlgorithm: text('alg') ?? '',
    profiles: (text('profiles') ?? '').split(',').filter((profile) => profile !== ''),
    minimumLevel: text('level') ?? '',
    french:
      options['frenchScale'] === true
        ? { card: text('cardAs') ?? '', code: text('codeAs') ?? '', decision: text('decision') ?? '' }
        : undefined,
    pushedRequestsOnly: options['parOnly'] === true,
    boundTokensOnly: options['dpopOnly'] === true,
  }
}
