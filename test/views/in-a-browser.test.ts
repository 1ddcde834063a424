import axe, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { type Gallery, openGallery } from './gallery.ts'
import { samples } from './samples.ts'

/** The refusals share one template: two of them stand for all where a browser has to look. */
const names = Object.keys(samples).filter(
  (name) => !name.startsWith('refus-') || /-(expired|no-certificate)$/.test(name),
)
/** Between them, these show every colour of the palette. */
const EVERY_COLOUR = ['mur-complet', 'code-faux', 'carte-test-refuse', 'tableau-de-bord', 'expertise', 'cgu-erreur']
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

needs('chromium')('every page in Chromium', () => {
  let gallery: Gallery
  let browser: Browser
  const pages: Partial<Record<'light' | 'dark', Page>> = {}

  beforeAll(async () => {
    gallery = await openGallery()
    browser = await chromium.launch({ executablePath: pathTo('chromium'), args: ['--no-sandbox', '--headless'] })
    for (const colorScheme of ['light', 'dark'] as const) {
      pages[colorScheme] = await browser.newPage({ viewport: { width: 1200, height: 800 }, colorScheme })
    }
  })
  afterAll(async () => {
    await browser?.close()
    await gallery?.close()
  })

  const open = async (name: string, scheme: 'light' | 'dark', width: number, locale = 'fr'): Promise<Page> => {
    const page = pages[scheme]
    if (page === undefined) throw new Error('no page')
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${gallery.origin}/${locale}/${name}`)
    return page
  }

  const faults = async (page: Page, rules: readonly string[]): Promise<string[]> => {
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
    )) as AxeResults
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  it.each(names)('%s has no accessibility fault that axe can see', async (name) => {
    expect(await faults(await open(name, 'light', 1200), WCAG)).toEqual([])
  })

  it.each(EVERY_COLOUR)('%s keeps its contrasts in the dark', async (name) => {
    expect(await faults(await open(name, 'dark', 1200), ['color-contrast'])).toEqual([])
  })

  it.each(names)('%s fits 320 px, in both languages', async (name) => {
    for (const locale of ['fr', 'en']) {
      const page = await open(name, 'light', 320, locale)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }
  })

  it('loads everything under the content policy', async () => {
    const page = pages.light
    const refused: string[] = []
    page?.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text())
    })
    await open('email', 'light', 1200)
    expect(refused).toEqual([])
    expect(await page?.evaluate(`getComputedStyle(document.querySelector('.header')).backgroundColor`)).toBe(
      'rgb(20, 40, 75)',
    )
  })

  it('counts the time left down, and shows the password on demand', async () => {
    const page = await open('code', 'light', 1200)
    await page.locator('.countdown strong').filter({ hasText: '9:31' }).waitFor()
    await open('email', 'light', 1200)
    await page.fill('#mot-de-passe', 'un secret')
    await page.click('.password-toggle')
    expect(await page.getAttribute('#mot-de-passe', 'type')).toBe('text')
  })

  it('puts « Retour » out of reach of the Enter key', async () => {
    const page = await open('email', 'light', 1200)
    await page.fill('#email', 'dominique@exemple.fr')
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'POST'),
      page.press('#email', 'Enter'),
    ])
    expect(new URL(request.url()).pathname).toBe('/envoi')
  })
})
