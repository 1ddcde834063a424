/** Style, icon and script under names that change with their content, so that browsers may keep them for ever. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import type { AssetPaths } from '../views/layout.tsx'
import { PATHS } from './paths.ts'

const FOLDER = join(import.meta.dirname, 'assets')

interface Asset {
  readonly path: string
  readonly type: string
  readonly content: Buffer
}

export interface Assets {
  readonly paths: AssetPaths
  readonly routes: RequestHandler
}

export function loadAssets(): Assets {
  const assets = readdirSync(FOLDER).sort().map(load)
  const paths = (extension: string) => assets.filter(({ path }) => path.endsWith(extension)).map(({ path }) => path)
  const [icon = ''] = paths('.svg')
  const [script] = paths('.js')
  const routes = Router()
  for (const { path, type, content } of assets) {
    routes.get(path, (_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
      response.type(type).send(content)
    })
  }
  return { paths: { stylesheets: paths('.css'), icon, ...(script === undefined ? {} : { script }) }, routes }
}

function load(name: string): Asset {
  const content = readFileSync(join(FOLDER, name))
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const extension = extname(name)
  return { path: `${PATHS.assets}/${name.slice(0, -extension.length)}.${digest}${extension}`, type: extension, content }
}
