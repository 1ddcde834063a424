import { describe, expect, it } from 'vitest'
import { locales } from '../../src/messages/messages.ts'
import { renderSample } from './gallery.ts'
import { readTags } from './markup.ts'
import { samples } from './samples.ts'

const everyPage = locales.flatMap((locale) => Object.keys(samples).map((name) => ({ locale, name })))

describe('every page, in both languages', () => {
  it.each(everyPage)('$locale $name is well-formed and accessible by construction', ({ locale, name }) => {
    const html = renderSample(name, locale)
    const tags = readTags(html)
    const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? [])

    expect(html.startsWith('<!doctype html><html')).toBe(true)
    expect(tags[0]?.attributes['lang']).toBe(locale)
    expect(tags.filter((tag) => tag.name === 'h1')).toHaveLength(1)
    expect(html).toMatch(/<title>[^<]+ – Parvis<\/title>/)
    expect(ids).toEqual([...new Set(ids)])
    for (const { name: tag, attributes } of tags) {
      if (tag === 'label') expect(ids).toContain(attributes['for'])
      for (const id of (attributes['aria-describedby'] ?? '').split(' ').filter(Boolean)) expect(ids).toContain(id)
      if (attributes['href']?.startsWith('#')) expect(ids).toContain(attributes['href'].slice(1))
      if (attributes['form'] !== undefined) expect(ids).toContain(attributes['form'])
    }
  })

  it.each(everyPage)('$locale $name holds nothing that the content policy forbids', ({ locale, name }) => {
    for (const { name: tag, attributes } of readTags(renderSample(name, locale))) {
      expect(tag).not.toBe('style')
      if (tag === 'script') expect(attributes['src']).toMatch(/^\/assets\//)
      expect(Object.keys(attributes).filter((key) => key === 'style' || key.startsWith('on'))).toEqual([])
    }
  })

  it.each(everyPage)('$locale $name changes things by posted forms only', ({ locale, name }) => {
    const forms = readTags(renderSample(name, locale)).filter((tag) => tag.name === 'form')
    const actionsOfOthers = forms.filter(({ attributes }) => attributes['method'] !== 'post')
    expect(actionsOfOthers.map(({ attributes }) => attributes['action'])).toEqual(
      name.startsWith('annuaire') ? ['/annuaire/avocats'] : [],
    )
    expect(forms.map(({ attributes }) => attributes['action'])).toContain('/changer-de-profil')
  })

  it.each(locales)('the %s titles tell a page with errors from the same page without', (locale) => {
    expect(renderSample('email-erreurs', locale)).toMatch(locale === 'fr' ? /<title>Erreur : / : /<title>Error: /)
    expect(renderSample('email', locale)).not.toMatch(/<title>Err/)
  })
})
