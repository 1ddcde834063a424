/**
 * The long differential run: mutated chains, lists and answers, ours beside OpenSSL. `npm run differential -- 100000 1`:
 * how many, and the seed of the first. Ends with 1 when we accept anything that OpenSSL refuses without a written reason.
 */
import { performance } from 'node:perf_hooks'
import { compare, type Difference } from '../test/conformance/differential.ts'
import { reasonFor } from '../test/conformance/known-differences.ts'
import { startOpensslJudge } from '../test/conformance/openssl-judge.ts'

const LONGEST_MILLISECONDS = 30 * 60_000
const CASES_A_LEG = 5_000

const [wanted = 100_000, firstSeed = 1] = process.argv.slice(2).map(Number)
const openssl = startOpensslJudge()
const startedAt = performance.now()
const total = { cases: 0, accepted: 0, refused: 0, otherPath: 0, slowestMilliseconds: 0 }
const looser: Difference[] = []
const stricter = new Map<string, number>()

while (total.cases < wanted && performance.now() - startedAt < LONGEST_MILLISECONDS) {
  const cases = Math.min(CASES_A_LEG, wanted - total.cases)
  const leg = await compare(openssl, { firstSeed: firstSeed + total.cases, cases })
  for (const count of ['cases', 'accepted', 'refused', 'otherPath'] as const) total[count] += leg[count]
  total.slowestMilliseconds = Math.max(total.slowestMilliseconds, leg.slowestMilliseconds)
  looser.push(...leg.looser)
  for (const { ours } of leg.stricter) {
    const code = ours.verdict === 'invalid' ? ours.failure.code : ''
    stricter.set(code, (stricter.get(code) ?? 0) + 1)
  }
}
openssl.close()

const byReason = Map.groupBy(looser, (difference) => reasonFor(difference) ?? 'no written reason')
const seconds = (performance.now() - startedAt) / 1000
console.log(
  `${total.cases} cases in ${seconds.toFixed(0)} s, our slowest answer ${total.slowestMilliseconds.toFixed(0)} ms`,
)
console.log(`both accept ${total.accepted}, both refuse ${total.refused}`)
console.log(`OpenSSL accepts only what we relied on, offered alone: ${total.otherPath}`)
console.log(`we accept, OpenSSL refuses: ${looser.length}`)
for (const [reason, differences] of byReason) {
  const seeds = differences.slice(0, 5).map(({ case: { seed } }) => seed)
  console.log(`  ${String(differences.length).padStart(6)}  ${reason} (seeds ${seeds.join(', ')})`)
}
console.log('we refuse, OpenSSL accepts:')
for (const [code, count] of stricter) console.log(`  ${String(count).padStart(6)}  ${code}`)
process.exitCode = byReason.has('no written reason') || total.cases < wanted ? 1 : 0
