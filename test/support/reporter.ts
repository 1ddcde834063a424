import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node'
import './needs.ts'

/**
 * Ends a run with what was skipped and why, and one plain line of figures. With PARVIS_TEST_REQUIRE_ALL=1, as in CI, a
 * run that skipped anything has failed.
 */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const skipped = tests.filter((test) => test.result().state === 'skipped')
    const passed = tests.filter((test) => test.result().state === 'passed')
    // What fails outside a test (an import, a hook) is a failure too.
    const broken = suites.filter((suite) => suite.errors().length > 0).length + unhandled.length
    const failed = tests.filter((test) => test.result().state === 'failed').length + broken

    for (const [reason, count] of reasons(skipped)) console.log(`skipped ${count}: ${reason}`)
    if (skipped.length > 0 && process.env['PARVIS_TEST_REQUIRE_ALL'] === '1') {
      console.log('PARVIS_TEST_REQUIRE_ALL=1 allows no skipped test: this run has failed')
      process.exitCode = 1
    }
    console.log(`${passed.length} passed, ${failed} failed, ${skipped.length} skipped`)
  }
}

function reasons(skipped: readonly TestCase[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const test of skipped) {
    const reason = reasonOf(test)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return counts
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped' && result.note !== undefined) return result.note
  for (let at: TestCase | TestSuite | TestModule = test; at.type !== 'module'; at = at.parent) {
    const { missing } = at.meta()
    if (missing !== undefined) return `needs ${missing}`
  }
  return `${test.module.relativeModuleId}: ${test.fullName}`
}
