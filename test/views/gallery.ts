/** Serves every sample page with our real assets, under the same content policy as the portal. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Locale } from '../../src/messages/messages.ts'
import { renderPage } from '../../src/views/render.ts'
import { sampleLayout } from './sample-facts.ts'
import { samples } from './samples.ts'

const ASSETS = join(import.meta.dirname, '../../src/http/assets')
const TYPES: Readonly<Record<string, string>> = { css: 'text/css', svg: 'image/svg+xml', js: 'text/javascript' }

export const renderSample = (name: string, locale: Locale): string => {
  const sample = samples[name]
  if (sample === undefined) throw new Error(`no sample ${name}`)
  return renderPage(sample.page, sampleLayout(locale, sample.layout))
}

export interface Gallery {
  readonly origin: string
  close(): Promise<void>
}

/** `GET /fr/mur`, `GET /assets/base.css`. */
export async function openGallery(): Promise<Gallery> {
  const server: Server = createServer((request, response) => {
    const [, folder = '', name = ''] = (request.url ?? '').split('/')
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'",
    )
    try {
      if (folder === 'assets') {
        response.setHeader('Content-Type', TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
        response.end(readFileSync(join(ASSETS, name)))
      } else {
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.end(renderSample(name, folder === 'en' ? 'en' : 'fr'))
      }
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
