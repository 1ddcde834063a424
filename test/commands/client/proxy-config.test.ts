import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createCryptoRandom } from '../../../src/adapters/crypto-random.ts'
import { openSqlite } from '../../../src/adapters/sqlite.ts'
import { describeProxy } from '../../../src/commands/client/proxy-config/describe.ts'
import { PROXIES, type ProxyName } from '../../../src/commands/client/proxy-config/proxies.ts'
import type { ProxySite } from '../../../src/commands/client/proxy-config/site.ts'
import { EXIT } from '../../../src/commands/command.ts'
import { runCommandLine } from '../../../src/commands/command-line.ts'
import { migrate } from '../../../src/storage/migrate.ts'
import { createStores } from '../../../src/storage/stores.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { capturedContext } from '../captured-context.ts'

const SITE: ProxySite = {
  id: 'dossiers',
  host: 'dossiers.example.fr',
  upstream: 'http://127.0.0.1:3000',
  portal: 'https://acces.example.fr',
  authorities: '/etc/ca.pem',
  certificate: '/etc/dossiers.pem',
  key: '/etc/dossiers.key',
  hasSecret: false,
  plainHeaders: false,
}
const NAMES = Object.keys(PROXIES) as ProxyName[]
const allOf = (name: ProxyName, site: Partial<ProxySite> = {}) =>
  PROXIES[name]({ ...SITE, ...site })
    .map(({ text }) => text)
    .join('\n')

describe.each(NAMES)('the configuration of %s', (name) => {
  it('is the one that its page shows', () => {
    expect(readFileSync(`docs/integration/${name}.md`, 'utf8')).toBe(`${describeProxy(name).trimEnd()}\n`)
  })

  it('hands the assertion on, and unsigned names only where they are wanted', () => {
    expect(allOf(name)).toMatch(/parvisassertion/i)
    const told = (text: string) => text.replaceAll(/^.*(""|: ''|-Parvis|remove:|del-header).*$/gm, '')
    expect(told(allOf(name))).not.toMatch(/parvissubject/i)
    expect(told(allOf(name, { plainHeaders: true }))).toMatch(/parvissubject/i)
  })

  it('asks the portal over TLS that is verified', () => {
    const text = allOf(name)
    expect(text).toContain('/auth/verify')
    expect(text).toContain('/etc/ca.pem')
    expect(text).not.toMatch(/insecure|verify none|ssl_verify off|skip_verify/i)
  })

  it('has a place for the secret where there is one, and where the proxy can send one', () => {
    expect(allOf(name)).not.toContain('THE-SECRET')
    expect(allOf(name, { hasSecret: true }).includes('THE-SECRET-OF-THIS-APPLICATION')).toBe(name !== 'traefik')
  })
})

describe('what cannot be run here is at least whole', () => {
  it('Traefik: every name that is used is defined', () => {
    const { http, tls } = parse(allOf('traefik', { plainHeaders: true }))
    for (const { middlewares = [], service } of Object.values<{ middlewares?: string[]; service: string }>(
      http.routers,
    )) {
      for (const middleware of middlewares) expect(http.middlewares).toHaveProperty(middleware)
      expect(http.services).toHaveProperty(service)
    }
    const { forwardAuth } = http.middlewares['dossiers-parvis']
    expect(forwardAuth).toMatchObject({ trustForwardHeader: false, address: 'https://acces.example.fr/auth/verify' })
    expect(forwardAuth.authResponseHeaders).toContain('ParvisAssertion')
    expect(http.routers['dossiers-doorway'].middlewares).not.toContain('dossiers-parvis')
    expect(http.routers['dossiers-doorway'].priority).toBeGreaterThan(100)
    expect(http.serversTransports.parvis).toMatchObject({ serverName: 'acces.example.fr' })
    expect(tls.certificates[0].certFile).toBe('/etc/dossiers.pem')
  })

  it('Envoy: headers are taken away, then the question is asked, then the request goes on; a failure is no', () => {
    const { static_resources: resources } = parse(allOf('envoy', { hasSecret: true }))
    const manager = resources.listeners[0].filter_chains[0].filters[0].typed_config
    expect(manager.http_filters.map(({ name }: { name: string }) => name)).toEqual([
      'envoy.filters.http.header_mutation',
      'envoy.filters.http.ext_authz',
      'envoy.filters.http.router',
    ])
    const [mutation, question] = manager.http_filters
    const removed = mutation.typed_config.mutations.request_mutations.map(({ remove }: { remove: string }) => remove)
    expect(removed).toEqual(
      expect.arrayContaining(['parvisassertion', 'parvissubject', 'x-original-uri', 'x-forwarded-host']),
    )
    expect(question.typed_config).toMatchObject({
      failure_mode_allow: false,
      http_service: { path_prefix: '/auth/verify/ext-authz' },
    })
    const clusters = resources.clusters.map(({ name }: { name: string }) => name)
    const [doorway, rest] = manager.route_config.virtual_hosts[0].routes
    expect(clusters).toEqual(expect.arrayContaining([doorway.route.cluster, rest.route.cluster]))
    expect(doorway.typed_per_filter_config['envoy.filters.http.ext_authz'].disabled).toBe(true)
    expect(rest.typed_per_filter_config).toBeUndefined()
  })
})

describe('the command line', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'parvis.sqlite')
  const env = { PARVIS_MODE: 'demo', PARVIS_DATA_FOLDER: folder, PARVIS_DATABASE_URL: `sqlite:${file}` }
  const run = async (...words: string[]) => {
    const context = capturedContext(env)
    const status = await runCommandLine(['client', ...words], context)
    return { status, printed: context.printed(), complained: context.complaints() }
  }
  const dossiers = ['--origin', 'https://dossiers.example.fr', '--name', 'Dossiers']

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    const { database, close } = openSqlite(file)
    await migrate(database)
    await close()
  })

  it('registers an application, writes its configuration, and forgets it, each in the journal', async () => {
    const added = await run(
      'protect',
      'dossiers',
      ...dossiers,
      '--profiles',
      'expert',
      '--stricter-path',
      '/admin=certificate-hardware',
      '--with-secret',
    )
    expect(added.status).toBe(EXIT.done)
    expect(added.printed).toMatch(/shown this once: [\w-]{43}$/m)
    expect((await run('protect', 'dossiers', ...dossiers)).complained).toContain('forward-auth.application-taken')

    const shown = await run('proxy-config', 'dossiers', '--for', 'nginx', '--upstream', 'http://127.0.0.1:8000')
    expect(shown.printed).toContain('proxy_pass http://127.0.0.1:8000;')
    expect(shown.printed).toContain('THE-SECRET-OF-THIS-APPLICATION')
    const written = await run('proxy-config', 'dossiers', '--for', 'haproxy', '--folder', join(folder, 'haproxy'))
    expect(written.status).toBe(EXIT.done)
    expect(existsSync(join(folder, 'haproxy/parvis.lua'))).toBe(true)

    expect((await run('protected')).printed).toContain('dossiers')
    expect((await run('unprotect', 'dossiers')).status).toBe(EXIT.done)
    expect((await run('proxy-config', 'dossiers', '--for', 'nginx')).complained).toContain(
      'forward-auth.application-unknown',
    )
    const { database, close } = openSqlite(file)
    const events = (await createStores(database, createCryptoRandom()).journal.read(1, 100)).map(({ event }) => event)
    await close()
    expect(events).toEqual(['application.registered', 'application.removed'])
  })

  it.each([
    ['an identifier', ['Dossiers!', ...dossiers], 'identifier'],
    ['an origin', ['a1', '--origin', 'http://dossiers.example.fr', '--name', 'x'], 'origin'],
    ['a path behind the origin', ['a1', '--origin', 'https://dossiers.example.fr/a', '--name', 'x'], 'origin'],
    ['the host of the portal', ['a1', '--origin', 'https://localhost:9999', '--name', 'x'], 'another host name'],
    ['a profile', ['a1', ...dossiers, '--profiles', 'expert,juge'], 'unknown profile: juge'],
    ['a level', ['a1', ...dossiers, '--level', 'high'], 'level'],
    ['a stricter path', ['a1', ...dossiers, '--stricter-path', 'admin=certificate-hardware'], 'stricter path'],
    ['the level of a path', ['a1', ...dossiers, '--stricter-path', '/admin=high'], 'stricter path'],
    [
      'a path that can be read in two ways',
      ['a1', ...dossiers, '--stricter-path', '/a/../b=certificate-hardware'],
      'stricter path',
    ],
  ])('refuses %s that cannot be', async (_, words, problem) => {
    const refused = await run('protect', ...words)
    expect(refused.status).toBe(EXIT.failed)
    expect(refused.complained).toContain(problem)
  })

  it('refuses a proxy that it does not know', async () => {
    expect((await run('proxy-config', 'dossiers', '--for', 'constructor')).status).toBe(EXIT.usage)
  })
})
