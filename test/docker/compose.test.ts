import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadSettings } from '../../src/settings/load.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface ComposeFile {
  readonly services: { readonly parvis: { readonly environment: Record<string, string>; readonly secrets: string[] } }
  readonly secrets: Record<string, { readonly file: string }>
}

const { services, secrets } = parse(readFileSync('docker/compose.yaml', 'utf8')) as ComposeFile

needs('openssl')('the containers', () => {
  let folder: string
  beforeAll(() => {
    folder = temporaryFolder()
    cpSync('docker', folder, { recursive: true, filter: (path) => !path.endsWith('secrets') })
    execFileSync(join(folder, 'prepare.sh'), { stdio: 'ignore' })
    writeFileSync(join(folder, 'secrets/trust/authority.json'), '{}')
  })

  const insideFolder = (path: string) =>
    path.replace(/^\/run\/secrets\//, `${folder}/secrets/`).replace(/^\/etc\/parvis\/trust/, `${folder}/secrets/trust`)

  it('start with settings that a production accepts', () => {
    const env = Object.entries(services.parvis.environment).map(([name, value]) => [name, insideFolder(value)])
    const settings = loadSettings(Object.fromEntries(env))
    expect(settings).toMatchObject({ ok: true })
    expect(settings.ok && settings.value.database.url).toMatch(/^postgres:\/\/parvis:[0-9a-f]{48}@postgres\/parvis/)
  })

  it('get every secret that is named, and prepare.sh makes it', () => {
    const named = Object.values(services.parvis.environment).flatMap(
      (value) => /^\/run\/secrets\/(.+)/.exec(value)?.[1] ?? [],
    )
    expect(services.parvis.secrets.toSorted()).toEqual(named.toSorted())
    for (const { file } of Object.values(secrets)) expect(readFileSync(join(folder, file)).length).toBeGreaterThan(0)
  })

  it('keep their secrets when prepared again', () => {
    const key = readFileSync(join(folder, 'secrets/parvis.key'))
    execFileSync(join(folder, 'prepare.sh'), { stdio: 'ignore' })
    expect(readFileSync(join(folder, 'secrets/parvis.key'))).toEqual(key)
  })
})

needs('haproxy')('the balancer', () => {
  it('has a configuration that HAProxy takes', () => {
    expect(execFileSync(pathTo('haproxy'), ['-c', '-f', 'docker/haproxy.cfg'], { encoding: 'utf8' })).toContain('valid')
  })
})
