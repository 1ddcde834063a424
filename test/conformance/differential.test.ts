/** A slice of `npm run differential`, always the same: ours beside OpenSSL's own verdicts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../support/needs.ts'
import { compare, type DifferentialRun } from './differential.ts'
import { KNOWN_DIFFERENCES, reasonFor } from './known-differences.ts'
import { type OpensslJudge, startOpensslJudge } from './openssl-judge.ts'

needs('cc', 'openssl-headers')('beside OpenSSL, 1500 mutated chains, lists and answers', () => {
  let openssl: OpensslJudge
  let run: DifferentialRun
  beforeAll(async () => {
    openssl = startOpensslJudge()
    run = await compare(openssl, { firstSeed: 1, cases: 1500 })
  })
  afterAll(() => openssl.close())

  it('accepts nothing that OpenSSL refuses without a written reason', () => {
    const unexplained = run.looser.filter((difference) => reasonFor(difference) === undefined)
    expect(unexplained.map(({ case: { seed }, openssl }) => ({ seed, ...openssl }))).toEqual([])
  })

  it('accepts and refuses a good many, so that agreeing means something', () => {
    expect(run.accepted).toBeGreaterThan(150)
    expect(run.refused).toBeGreaterThan(500)
    expect(run.stricter.length).toBeLessThan(run.cases / 10)
  })
})

describe('docs/divergences.md gives the reason', () => {
  it.each(KNOWN_DIFFERENCES)('$row', ({ row }) => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/divergences.md'), 'utf8')
    expect(page).toContain(`\n| ${row} |`)
  })
})
