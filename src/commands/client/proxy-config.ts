/** `parvis client proxy-config`: the configuration of a proxy in front of a protected application. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostOf } from '../../protocols/forward-auth/protected-application.ts'
import { applicationUnknown } from '../../protocols/forward-auth/registration.ts'
import { EXIT, type Invocation, type NamedCommand } from '../command.ts'
import { withApplications } from './protect.ts'
import { caddy } from './proxy-config/caddy.ts'
import { envoy } from './proxy-config/envoy.ts'
import { haproxy } from './proxy-config/haproxy.ts'
import { nginx } from './proxy-config/nginx.ts'
import { type ConfigurationMaker, nameOf } from './proxy-config/site.ts'
import { traefik } from './proxy-config/traefik.ts'

export const PROXIES: Readonly<Record<string, ConfigurationMaker>> = { nginx, haproxy, traefik, caddy, envoy }

export const proxyConfig: NamedCommand = {
  name: 'proxy-config',
  summary: `the configuration of a proxy in front of a protected application`,
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
    withApplications(context, async ({ applications, portalOrigin }) => {
      const make = PROXIES[String(options['for'])]
      if (make === undefined) {
        context.complain(`parvis: --for is one of ${Object.keys(PROXIES).join(', ')}`)
        return EXIT.usage
      }
      const application = (await applications.list()).find((each) => each.id === id)
      if (application === undefined) return context.refuse(applicationUnknown({ id }))
      const host = hostOf(application)
      const files = make({
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
