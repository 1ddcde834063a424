import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEmailAddress } from '../../src/mail/address.ts'

const parsed = (text: string) => {
  const outcome = parseEmailAddress(text)
  return outcome.ok ? outcome.value : outcome.failure.data['reason']
}

describe('one clean address', () => {
  it.each([
    ['a@b.fr', 'a@b.fr', 'a@b.fr'],
    ['  Camille.Dupont@Exemple.FR\t', 'Camille.Dupont@exemple.fr', 'camille.dupont@exemple.fr'],
    ["o'neil+case_12@sub.exemple.fr", "o'neil+case_12@sub.exemple.fr", "o'neil+case_12@sub.exemple.fr"],
    ['x@forêt.fr', 'x@xn--fort-ipa.fr', 'x@xn--fort-ipa.fr'],
    ['x@fore\u0302t.fr', 'x@xn--fort-ipa.fr', 'x@xn--fort-ipa.fr'],
    ['x@XN--FORT-IPA.fr', 'x@xn--fort-ipa.fr', 'x@xn--fort-ipa.fr'],
    ['\u00a0x@exemple.fr\u00a0', 'x@exemple.fr', 'x@exemple.fr'],
  ])('%j is read', (text, address, key) => expect(parsed(text)).toEqual({ address, key }))

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['nobody', 'not-one-address'],
    ['nobody@', 'not-one-address'],
    ['a@b.fr, c@d.fr', 'not-one-address'],
    ['a@b.fr@c.fr', 'not-one-address'],
    ['@b.fr', 'local-part'],
    ['a;b@c.fr', 'local-part'],
    ['Camille <a@b.fr>', 'local-part'],
    ['<a@b.fr>', 'local-part'],
    ['a(note)@b.fr', 'local-part'],
    ['"a b"@c.fr', 'local-part'],
    ['"a@evil.fr"@c.fr', 'not-one-address'],
    ['a..b@c.fr', 'local-part'],
    ['.a@c.fr', 'local-part'],
    ['a.@c.fr', 'local-part'],
    ['a\r\nRCPT TO:<x@y.fr>@c.fr', 'not-one-address'],
    ['a\r\nBcc: x@c.fr', 'local-part'],
    ['a\0@c.fr', 'local-part'],
    ['\u202ea@c.fr', 'local-part'],
    ['аdmin@c.fr', 'local-part'],
    ['é@c.fr', 'local-part'],
    ['\u212a@c.fr', 'local-part'],
    [`${'a'.repeat(65)}@c.fr`, 'local-part'],
    ['a@b.fr\n', 'domain'],
    ['a@b.fr\r\nBcc: x', 'domain'],
    ['a@localhost', 'domain'],
    ['a@127.0.0.1', 'domain'],
    ['a@[127.0.0.1]', 'domain'],
    ['a@0x7f.1', 'domain'],
    ['a@b.fr.', 'domain'],
    ['a@b..fr', 'domain'],
    ['a@-b.fr', 'domain'],
    ['a@b_c.fr', 'domain'],
    ['a@b%2e.fr', 'domain'],
    ['a@b.fr/..', 'domain'],
    ['a@b\u200d.fr', 'domain'],
    ['a@exa\ufe0fmple.fr', 'domain'],
    ['a@exem\u00adple.fr', 'domain'],
    ['a@ｅxemple.fr', 'domain'],
    ['a@e\u3002fr', 'domain'],
    ['a@o\ufb03ce.fr', 'domain'],
    ['a@\u05d0a.fr', 'domain'],
    ['a@xn--a.fr', 'domain'],
    [`a@${'b'.repeat(64)}.fr`, 'domain'],
    [`a@${'b.'.repeat(127)}fr`, 'domain'],
    [`${'a'.repeat(64)}@${'b.'.repeat(95)}fr`, 'too-long'],
    ['a@b.fr'.padEnd(2000), 'too-long'],
  ])('%j is refused: %s', (text, reason) => expect(parsed(text)).toBe(reason))

  it('takes an address of 254 characters and no longer', () => {
    const longest = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}.fr`
    expect(longest).toHaveLength(254)
    expect(parsed(longest)).toEqual({ address: longest, key: longest })
    expect(parsed(longest.replace('.fr', 'd.fr'))).toBe('too-long')
  })

  it('keeps look-alike domains apart', () => {
    const cyrillic = parsed('a@ехample.fr')
    expect(cyrillic).toMatchObject({ address: expect.stringMatching(/^a@xn--/) })
    expect(cyrillic).not.toEqual(parsed('a@example.fr'))
  })
})

describe('whatever is typed', () => {
  const noisy = fc.string({
    unit: fc.oneof(fc.constantFrom('a', 'Z', '@', '.', '-', '"', ' ', ',', '<', '\r', '\n', '\u202e', 'é', 'ﬀ'), {
      arbitrary: fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
      weight: 1,
    }),
    maxLength: 40,
  })
  const typed = fc.oneof(
    noisy,
    fc.emailAddress(),
    fc.tuple(noisy, noisy).map(([left, right]) => `${left}@${right}.fr`),
  )

  it('what passes is printable ASCII with one @, of at most 254 characters', () =>
    fc.assert(
      fc.property(typed, (text) => {
        const outcome = parseEmailAddress(text)
        if (!outcome.ok) return
        expect(outcome.value.address).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/)
        expect(outcome.value.address.length).toBeLessThanOrEqual(254)
      }),
    ))

  it('reading what was read changes nothing', () =>
    fc.assert(
      fc.property(typed, (text) => {
        const once = parseEmailAddress(text)
        if (!once.ok) return
        expect(parseEmailAddress(once.value.address)).toEqual(once)
        expect(parseEmailAddress(once.value.key)).toEqual({
          ok: true,
          value: { address: once.value.key, key: once.value.key },
        })
      }),
    ))

  it('neither case, composition nor surrounding blanks change the key', () =>
    fc.assert(
      fc.property(fc.constantFrom('a.b@forêt.fr', 'x+y@exemple.fr', "o'n@été.example"), fc.boolean(), (text, upper) => {
        const other = ` ${(upper ? text.toUpperCase() : text).normalize('NFD')}\t`
        expect(parsed(other)).toMatchObject({ key: (parsed(text) as { key: string }).key })
      }),
    ))
})
