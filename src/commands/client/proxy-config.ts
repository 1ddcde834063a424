/** `parvis client proxy-config`: the configuration of a proxy in front of a protected application. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostOf } from '../../protocols/forward-auth/protected-application.ts'
import { applicationUnknown } from '../../protocols/forward-auth/registration.ts'
import { EXIT, type Invocation, type NamedCommand } from '../command.ts'
import { withProtectedApplications } from './protect.ts'
import { isProxy, PROXIES } from './proxy-config/proxies.ts'
import { nameOf } from './proxy-config/site.ts'

export const proxyConfig: NamedCommand = {
  name: 'proxy-config',
  summary: 'the configuration of a proxy in front of a protected application',
  configure: (program) =>
    program
      .argument('<id>')
      .requiredOption('--for <proxy>', Object.keys(PROXIES).join(', '))
      .option('--upstream <url>', 'where the application itself listens', 'http://127.0.0.1:3000')
      .option(
        '--authorities <file>',
        'PEM that the TLS of Parvis is verified with',
        '/etc/ssl/certs/ca-certificates.crt',
      )
      .option('--certificate <file>', "PEM of the application's TLS certificate")
      .option('--key <file>', 'its key')
      .option('--folder <folder>', 'write the files there instead of printing them'),
  run: (context, { arguments: [id = ''], options }) =>
    withProtectedApplications(context, async ({ applications, portalOrigin }) => {
      const proxy = String(options['for'])
      if (!isProxy(proxy)) {
        context.complain(`parvis: --for is one of ${Object.keys(PROXIES).join(', ')}`)
        return EXIT.usage
      }
      const application = (await applications.list()).find((each) => each.id === id)
      if (application === undefined) return context.refuse(applicationUnknown({ id }))
      const host = hostOf(application)
      const files = PROXIES[proxy]({
        id,
        host,
        upstream: String(options['upstream']),
        portal: portalOrigin,
        authorities: String(options['authorities']),
        certificate: textOr(options['certificate'], `/etc/ssl/parvis/${nameOf(host)}.pem`),
        key: textOr(options['key'], `/etc/ssl/parvis/${nameOf(host)}.key`),
        hasSecret: application.secretSha256 !== undefined,
        plainHeaders: application.plainHeaders,
      })
      const folder = options['folder']
      for (const { name, text } of files) {
        if (typeof folder !== 'string') context.print(files.length === 1 ? text.trimEnd() : `# --- ${name}\n${text}`)
        else {
          mkdirSync(folder, { recursive: true })
          writeFileSync(join(folder, name), text, { mode: 0o640 })
          context.print(join(folder, name))
        }
      }
      return EXIT.done
    }),
}

const textOr = (value: Invocation['options'][string], otherwise: string): string =>
  typeof value === 'string' ? value : otherwise
