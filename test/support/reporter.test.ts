import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const VITEST = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
const CONFIG = join(import.meta.dirname, 'reporter-fixture/vitest.config.ts')

function run(fixture: string, requireAll: '0' | '1') {
  const { status, stdout } = spawnSync(process.execPath, [VITEST, 'run', '--config', CONFIG, fixture], {
    env: { ...process.env, PARVIS_TEST_REQUIRE_ALL: requireAll },
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n') }
}

it('ends a run with what was skipped, why, and the figures', () => {
  expect(run('skips', '0')).toEqual({
    status: 0,
    lines: [
      'skipped 2: needs lynx (package lynx)',
      'skipped 1: not on a Sunday',
      'skipped 1: skips.fixture.ts: gives none',
      '1 passed, 0 failed, 4 skipped',
    ],
  })
})

it('fails a run that had to be whole and was not', () => {
  const { status, lines } = run('skips', '1')
  expect(status).toBe(1)
  expect(lines.at(-2)).toContain('PARVIS_TEST_REQUIRE_ALL=1')
})

it('counts as failures what failed outside a test', () => {
  const { status, lines } = run('breaks', '0')
  expect(status).toBe(1)
  expect(lines.at(-1)).toBe('0 passed, 2 failed, 1 skipped')
})
