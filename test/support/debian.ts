import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

interface Thing {
  readonly package: string
  readonly path: string | undefined
}

/** What the full suite takes from Debian: where it lies when it is there, and the package that brings it. */
const THINGS = {
  postgres: { package: 'postgresql', path: newestPostgres() },
  redis: { package: 'redis-server', path: firstOf('/usr/bin/redis-server') },
  nginx: { package: 'nginx', path: firstOf('/usr/sbin/nginx') },
  haproxy: { package: 'haproxy', path: firstOf('/usr/sbin/haproxy') },
  apache: { package: 'apache2', path: firstOf('/usr/sbin/apache2') },
  caddy: { package: 'caddy', path: firstOf('/usr/bin/caddy') },
  'mod-auth-openidc': {
    package: 'libapache2-mod-auth-openidc',
    path: firstOf('/usr/lib/apache2/modules/mod_auth_openidc.so'),
  },
  chromium: { package: 'chromium', path: firstOf('/usr/bin/chromium') },
  firefox: { package: 'firefox-esr', path: firstOf('/usr/bin/firefox-esr') },
  openssl: { package: 'openssl', path: firstOf('/usr/bin/openssl') },
  cc: { package: 'gcc', path: firstOf('/usr/bin/cc') },
  'openssl-headers': { package: 'libssl-dev', path: firstOf('/usr/include/openssl/x509.h') },
  xmlsec1: { package: 'xmlsec1', path: firstOf('/usr/bin/xmlsec1') },
  softhsm: { package: 'softhsm2', path: firstOf('/usr/bin/softhsm2-util') },
  xvfb: { package: 'xvfb', path: firstOf('/usr/bin/Xvfb') },
  xdotool: { package: 'xdotool', path: firstOf('/usr/bin/xdotool') },
  'pkcs11-tool': { package: 'opensc', path: firstOf('/usr/bin/pkcs11-tool') },
  certutil: { package: 'libnss3-tools', path: firstOf('/usr/bin/certutil') },
  'pkits-vectors': {
    package: 'python3-cryptography-vectors',
    path: firstOf('/usr/lib/python3/dist-packages/cryptography_vectors/x509/PKITS_data'),
  },
} satisfies Record<string, Thing>

export type DebianThing = keyof typeof THINGS

export const packageOf = (thing: DebianThing): string => THINGS[thing].package

export function isHere(thing: DebianThing): boolean {
  return THINGS[thing].path !== undefined
}

/** @throws when it is not installed: ask inside a suite of `needs(thing)`. */
export function pathTo(thing: DebianThing): string {
  const { path, package: name } = THINGS[thing]
  if (path === undefined) throw new Error(`${thing} is not installed: package ${name}`)
  return path
}

function firstOf(...paths: string[]): string | undefined {
  return paths.find((path) => existsSync(path))
}

/** Debian puts each major version in a folder of its own, out of PATH. */
function newestPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const versions = readdirSync(root).toSorted((a, b) => Number(b) - Number(a))
  return firstOf(...versions.map((version) => join(root, version, 'bin/postgres')))
}
