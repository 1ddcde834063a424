/** Writes the pages of docs/ that are made from the code; with --check it only says which are out of date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describeProxy } from '../src/commands/client/proxy-config/describe.ts'
import { PROXIES } from '../src/commands/client/proxy-config/proxies.ts'
import { describeSettings } from '../src/settings/describe.ts'
import { describeFailures } from './failure-list.mjs'

const PAGES = {
  'docs/settings.md': describeSettings,
  'docs/failures.md': describeFailures,
  ...Object.fromEntries(
    Object.keys(PROXIES).map((proxy) => [`docs/integration/${proxy}.md`, () => describeProxy(proxy)]),
  ),
}

const checking = process.argv.includes('--check')
for (const [path, describe] of Object.entries(PAGES)) {
  const wanted = `${describe().trimEnd()}\n`
  if (wanted === current(path)) continue
  if (checking) {
    console.log(`${path} is out of date: npm run docs`)
    process.exitCode = 1
  } else {
    mkdirSync('docs', { recursive: true })
    writeFileSync(path, wanted)
    console.log(`${path} written`)
  }
}

function current(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
