import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from '../../src/http/local-path.ts'
import { ELSEWHERE } from '../attacks/elsewhere.ts'

const FALLBACK = '/repli'
const PORTAL = 'https://portail.test'

describe('a path to go back to', () => {
  it.each(['/', '/expertises', '/expertises/abc?onglet=2', '/cgu?a=b%20c', '/?suite=%2Fexpertises', "/~x/(y)!'*"])(
    'keeps %j',
    (path) => {
      expect(localPath(path, FALLBACK)).toBe(path)
    },
  )

  it.each(ELSEWHERE)('never leads elsewhere: %j', (value) => {
    expect(localPath(value, FALLBACK)).toBe(FALLBACK)
  })

  it.each([[['/a', '/b']], [undefined], [null], [{ toString: () => '/a' }], [42]])('is text, not %j', (value) => {
    expect(localPath(value, FALLBACK)).toBe(FALLBACK)
  })

  it('stays on the portal whatever is written', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '@',
      ':',
      'https:',
      'ailleurs.test',
      '?',
      '#',
      ' ',
      '\t',
      'é',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = localPath(pieces.join(''), FALLBACK)
        expect(path).toMatch(/^\/(?!\/)/)
        expect(new URL(path, PORTAL).origin).toBe(PORTAL)
      }),
      { numRuns: 2_000 },
    )
  })
})
