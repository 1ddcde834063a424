/**
 * Holds the import table of .dependency-cruiser.cjs. The number of modules seen is compared with the files on disk:
 * without a TypeScript API that it understands, dependency-cruiser sees none and finds nothing wrong.
 */
import { globSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const ROOTS = ['src', 'certs-test']

const options = await extractOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(ROOTS, options, undefined, { tsConfig: extractTsConfig('./tsconfig.everything.json') })

const onDisk = globSync(ROOTS.map((root) => `${root}/**/*.{ts,tsx}`)).map((path) => path.replaceAll('\\', '/'))
const seen = new Set(output.modules.map(({ source }) => source))
const unseen = onDisk.filter((file) => !seen.has(file))

for (const { rule, from, to, cycle } of output.summary.violations) {
  console.log(`${rule.name}: ${from} → ${cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ')}`)
}
for (const file of unseen) console.log(`not seen by dependency-cruiser: ${file}`)
console.log(`${onDisk.length} modules, ${output.summary.totalDependenciesCruised} imports`)
if (onDisk.length === 0) console.log('no module at all was found')
process.exitCode = onDisk.length === 0 || unseen.length > 0 || output.summary.violations.length > 0 ? 1 : 0
