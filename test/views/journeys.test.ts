import { describe, expect, it } from 'vitest'
import { renderSample } from './gallery.ts'
import { readTags } from './markup.ts'

const tagsOf = (sample: string) => readTags(renderSample(sample, 'fr'))
const boxes = (sample: string) =>
  tagsOf(sample)
    .filter(({ attributes }) => attributes['name'] === 'specialites')
    .map(({ attributes }) => ({ code: attributes['value'], checked: 'checked' in attributes }))

describe('the registration form', () => {
  it('presets the country to France, and gives back another one (S1.37)', () => {
    const selected = (sample: string) =>
      tagsOf(sample)
        .filter(({ name, attributes }) => name === 'option' && 'selected' in attributes)
        .map(({ attributes }) => attributes['value'])
    expect(selected('inscription')).toEqual(['FR'])
    expect(selected('inscription-erreurs')).toEqual(['BE', 'ca-bourges'])
  })

  it('groups the courts, one choice only (S1.54, RGAA 11.8)', () => {
    const groups = tagsOf('inscription').filter(({ name }) => name === 'optgroup')
    expect(groups).toHaveLength(3)
    expect(
      tagsOf('inscription').filter(({ name, attributes }) => name === 'select' && 'multiple' in attributes),
    ).toEqual([])
  })

  it('keeps every chosen speciality while a search hides its branch, and offers none twice', () => {
    const codes = boxes('inscription-recherche')
    expect(codes.filter(({ checked }) => checked).map(({ code }) => code)).toEqual(['A.1.1', 'C.1.5'])
    expect(codes.map(({ code }) => code)).toEqual([...new Set(codes.map(({ code }) => code))])
  })

  it('opens what a search found', () => {
    const open = (sample: string) =>
      tagsOf(sample).filter(({ name, attributes }) => name === 'details' && 'open' in attributes).length
    expect(open('inscription-recherche')).toBe(1)
    expect(open('inscription')).toBe(0)
  })

  it('does what VALIDER does when Enter is pressed: it is the first button of the form', () => {
    const buttons = tagsOf('inscription').filter(({ attributes }) => attributes['name'] === 'action')
    expect(buttons.map(({ attributes }) => attributes['value'])).toEqual([
      'valider',
      'chercher',
      'valider',
      're-initialiser',
    ])
  })

  it('is shorter for magistrates, clerks and sapiteurs', () => {
    for (const sample of ['inscription-greffier', 'inscription-sapiteur']) expect(boxes(sample)).toEqual([])
    expect(renderSample('inscription-greffier', 'fr')).toContain('name="juridiction"')
    expect(renderSample('inscription-sapiteur', 'fr')).not.toContain('name="juridiction"')
  })
})

describe('the table of participants', () => {
  it('shows actions to the expert of the case only', () => {
    expect(renderSample('expertise-gestion', 'fr')).toContain('Rendre inactif')
    expect(renderSample('expertise', 'fr')).not.toContain('Rendre inactif')
  })
})
