/** Real proxies of Debian, with the configuration that `parvis client proxy-config` writes. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caddy } from '../../../src/commands/client/proxy-config/caddy.ts'
import { haproxy } from '../../../src/commands/client/proxy-config/haproxy.ts'
import { nginx } from '../../../src/commands/client/proxy-config/nginx.ts'
import {
  type ConfigurationMaker,
  type ProxySite,
  SECRET_PLACE,
} from '../../../src/commands/client/proxy-config/site.ts'
import { pathTo } from '../../support/debian.ts'
import { type ServerProcess, startServerProcess } from '../../support/server-process.ts'

export type RealProxy = 'nginx' | 'haproxy' | 'caddy'

/** Starts a proxy in a folder of its own. The files lie there under the names that they are written with. */
export function startProxy(proxy: RealProxy, site: ProxySite, folder: string, secret = ''): Promise<ServerProcess> {
  for (const { name, text } of MAKERS[proxy](site)) {
    writeFileSync(join(folder, name), text.replaceAll(SECRET_PLACE, secret))
  }
  return START[proxy](site, folder)
}

const MAKERS: Readonly<Record<RealProxy, ConfigurationMaker>> = { nginx, haproxy, caddy }

const START: Readonly<Record<RealProxy, (site: ProxySite, folder: string) => Promise<ServerProcess>>> = {
  nginx: (site, folder) => startNginx(`include ${folder}/${site.id}.conf;`, folder),
  haproxy: (site, folder) => startHaproxy(`${folder}/${site.id}.cfg`, folder),
  caddy: (site, folder) => {
    const file = join(folder, 'Caddyfile')
    writeFileSync(file, `{\n admin off\n auto_https off\n}\nimport ${folder}/${site.id}.caddyfile\n`)
    const environment = ['env', `HOME=${folder}`, `XDG_DATA_HOME=${folder}`, `XDG_CONFIG_HOME=${folder}`] as const
    return startServerProcess(
      [...environment, pathTo('caddy'), 'run', '--config', file],
      /serving initial configuration/,
    )
  },
}

/** @param inside of `http { }`. */
export function startNginx(inside: string, folder: string): Promise<ServerProcess> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n')
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { }
http {
access_log off;
${temporary}
${inside}
}
`,
  )
  return startServerProcess([pathTo('nginx'), '-p', folder, '-c', file, '-e', 'stderr'], /start worker process /)
}

/** Files that the configuration names without a folder are looked for in its own. */
export function startHaproxy(file: string, folder: string): Promise<ServerProcess> {
  return startServerProcess([pathTo('haproxy'), '-W', '-db', '-C', folder, '-f', file], /Loading success/)
}

/** @param lines of a server configuration behind the modules that Debian has. */
export function startApache(modules: readonly string[], lines: string, folder: string): Promise<ServerProcess> {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  chmodSync(folder, 0o755)
  const file = join(folder, 'apache.conf')
  writeFileSync(
    file,
    `ServerRoot ${folder}
PidFile ${folder}/apache.pid
ErrorLog "|/bin/cat"
LogLevel notice
ServerName localhost
${['mpm_event', 'authz_core', ...modules].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
${process.getuid?.() === 0 ? 'User nobody\nGroup nogroup' : ''}
${lines}
`,
  )
  return startServerProcess([pathTo('apache'), '-DFOREGROUND', '-f', file], /resuming normal operations/)
}
