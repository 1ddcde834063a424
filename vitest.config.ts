import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['dist/**', 'node_modules/**'],
    globalSetup: 'test/support/services-setup.ts',
    reporters: ['default', './test/support/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
