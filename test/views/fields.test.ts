import { describe, expect, it } from 'vitest'
import { renderSample } from './gallery.ts'
import { readTags } from './markup.ts'

const inputs = (sample: string) =>
  readTags(renderSample(sample, 'fr'))
    .filter(({ name, attributes }) => name === 'input' && attributes['type'] !== 'hidden')
    .map(({ attributes }) => attributes)

describe('fields', () => {
  it('tell the browser what they hold (RGAA 11.13)', () => {
    expect(inputs('email').map((input) => input['autocomplete'])).toEqual(['username', 'current-password'])
    expect(inputs('code')[0]).toMatchObject({ autocomplete: 'one-time-code', inputmode: 'numeric' })
    expect(inputs('mot-de-passe').map((input) => input['autocomplete'])).toEqual([
      'username',
      'new-password',
      'new-password',
    ])
  })

  it('give back what was typed, never a password nor a code', () => {
    const [email, password] = inputs('email-erreurs')
    expect(email).toMatchObject({ value: 'dominique@', 'aria-invalid': 'true', 'aria-describedby': 'email-erreur' })
    expect(password).toMatchObject({ type: 'password', 'aria-invalid': 'true' })
    expect(password).not.toHaveProperty('value')
    expect(inputs('code-faux')[0]).not.toHaveProperty('value')
  })

  it('carry the sign-in unseen', () => {
    expect(renderSample('code', 'fr')).toContain('<input type="hidden" name="tentative" value="essai-1"/>')
  })
})

describe('errors', () => {
  it('are summed up at the top, each leading to its field (RGAA 11.10)', () => {
    const html = renderSample('mot-de-passe-erreurs', 'fr')
    expect(html).toContain('role="alert"')
    expect(html).toContain('3 points sont à corriger')
    for (const field of ['mot-de-passe-actuel', 'nouveau-mot-de-passe', 'confirmation']) {
      expect(html).toContain(`href="#${field}"`)
    }
  })
})

describe('the code page', () => {
  it('offers a dead code no field, only a new code', () => {
    expect(inputs('code-mort')).toEqual([])
    expect(renderSample('code-mort', 'fr')).toContain('Renvoyer le code')
  })

  it('says how many tries are left once one has failed', () => {
    expect(renderSample('code-faux', 'fr')).toContain('Il vous reste 1 essai.')
    expect(renderSample('code', 'fr')).not.toMatch(/Il vous reste \d+ essai/)
  })
})
