import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foreignText } from '../../src/mail/foreign-text.ts'

describe('what other people typed', () => {
  it.each([
    ['SCI Dupont c/ S.A.R.L. Martin', 'SCI Dupont c/ S.A.R.L. Martin'],
    ['  24/00123\n', '24/00123'],
    ['Résidence\r\nBcc: x', 'Résidence Bcc: x'],
    ['e\u0301te\u0301', 'été'],
    ['www.evil.example', 'www.\u2060evil.\u2060example'],
    ['https://evil', 'https:\u2060//evil'],
    ['a@evil', 'a@\u2060evil'],
    ['abc\u202edef\u2066', 'abc def'],
  ])('%j reads %j', (typed, shown) => expect(foreignText(typed)).toBe(shown))

  it('is one line without control, bidi or linkable text, of at most 200 letters', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 900 }),
        fc.webUrl(),
        fc.emailAddress(),
        (noise, url, email) => {
          for (const typed of [noise, url, email, noise + url, url + noise]) {
            const shown = foreignText(typed)
            expect(shown.replaceAll('\u2060', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
            expect(shown).not.toMatch(/:\/\/|@[\p{L}\p{N}]|\.[\p{L}\p{N}]{2}/u)
            expect([...shown.replaceAll('\u2060', '')].length).toBeLessThanOrEqual(201)
          }
        },
      ),
    ))
})
