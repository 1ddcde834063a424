import axe from 'axe-core'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeMail } from '../../src/mail/compose-mail.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { letterhead, sampleLetters } from './letters.ts'

needs('chromium')('mails are accessible, by day and by night', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: pathTo('chromium'), args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  it.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 360, height: 700 } })
    for (const letter of sampleLetters) {
      await page.setContent(composeMail(letter, 'fr', letterhead).html)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate<{ violations: { id: string; help: string }[] }>(
        // A mail has no landmarks: the mail program that shows it has them.
        "axe.run({ rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } })",
      )
      expect({ template: letter.template, violations: violations.map(({ id, help }) => `${id}: ${help}`) }).toEqual({
        template: letter.template,
        violations: [],
      })
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect(overflow).toBeLessThanOrEqual(0)
    }
    await page.close()
  })
})
