import { spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

const PACKAGES = join(import.meta.dirname, '../../node_modules')
const REPORTER = join(import.meta.dirname, 'reporter.ts')

const SKIPS = `
import { describe, it } from 'vitest'
it('passes', () => {})
describe.skip('with a machine that lacks it', { meta: { missing: 'lynx (package lynx)' } }, () => {
  describe('deep inside', () => {
    it('is skipped', () => {})
    it('is skipped too', () => {})
  })
})
it('gives a reason', ({ skip }) => skip('not on a Sunday'))
it.skip('gives none', () => {})
`
const BREAKS = `
import { beforeAll, describe, it } from 'vitest'
const fail = () => { throw new Error('as it should') }
it('fails', fail)
describe('with a broken hook', () => {
  beforeAll(fail)
  it('never runs', () => {})
})
`

const folder = temporaryFolder()
symlinkSync(PACKAGES, join(folder, 'node_modules'))

/** Runs these tests alone, reported by our reporter. */
function run(tests: string, requireAll: '0' | '1') {
  writeFileSync(join(folder, 'sample.test.ts'), tests)
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(PACKAGES, 'vitest/vitest.mjs'), 'run', '--root', folder, '--reporter', REPORTER],
    { env: { ...process.env, PARVIS_TEST_REQUIRE_ALL: requireAll }, encoding: 'utf8' },
  )
  return { status, lines: stdout.trim().split('\n') }
}

it('ends a run with what was skipped, why, and the figures', () => {
  expect(run(SKIPS, '0')).toEqual({
    status: 0,
    lines: [
      'skipped 2: needs lynx (package lynx)',
      'skipped 1: not on a Sunday',
      'skipped 1: sample.test.ts: gives none',
      '1 passed, 0 failed, 4 skipped',
    ],
  })
})

it('fails a run that had to be whole and was not', () => {
  const { status, lines } = run(SKIPS, '1')
  expect(status).toBe(1)
  expect(lines.at(-2)).toContain('PARVIS_TEST_REQUIRE_ALL=1')
})

it('counts as failures what failed outside a test', () => {
  const { status, lines } = run(BREAKS, '0')
  expect(status).toBe(1)
  expect(lines.at(-1)).toBe('0 passed, 2 failed, 1 skipped')
})
