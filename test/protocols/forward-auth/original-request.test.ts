import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isTarget,
  readHandedOn,
  readHeaders,
  readOriginalRequest,
} from '../../../src/protocols/forward-auth/original-request.ts'

const NGINX = ['X-Original-Method', 'GET', 'X-Original-Host', 'dossiers.example.fr', 'X-Original-Uri', '/a?b=c']
const TRAEFIK = ['X-Forwarded-Method', 'GET', 'X-Forwarded-Host', 'dossiers.example.fr', 'X-Forwarded-Uri', '/a?b=c']

function read(...rawHeaders: readonly string[]) {
  const headers = readHeaders(rawHeaders)
  return headers.ok ? readOriginalRequest(headers.value) : headers
}
const changed = (name: string, value: string) => NGINX.map((text, index) => (NGINX[index - 1] === name ? value : text))

describe('what a proxy says of a request', () => {
  it.each([
    ['nginx', NGINX],
    ['Traefik', TRAEFIK],
  ])('is read in the names of %s', (_, headers) => {
    const original = read(...headers, 'Cookie', 'a=1', 'X-Forwarded-For', '192.0.2.1', 'X-Forwarded-Proto', 'https')
    expect(original).toMatchObject({
      ok: true,
      value: { method: 'GET', host: 'dossiers.example.fr', path: '/a', target: '/a?b=c', cookies: 'a=1' },
    })
  })

  it.each([
    ['in both families', [...NGINX, 'X-Forwarded-Uri', '/b']],
    ['in both families, one empty', [...NGINX, 'X-Forwarded-Host', '']],
    ['with the method twice', [...NGINX, 'x-original-method', 'GET']],
    ['with the cookie twice', [...NGINX, 'Cookie', 'a=1', 'cookie', 'b=2']],
    ['with a low line beside it', [...NGINX, 'X_Original_Uri', '/b']],
    ['with a full stop beside it', [...NGINX, 'x.forwarded.host', 'x']],
    ['with mixed ones', [...NGINX, 'X-Original_Uri', '/b']],
    ['without a host', ['X-Original-Method', 'GET', 'X-Original-Uri', '/']],
    ['without anything', []],
    ['with an empty host', changed('X-Original-Host', '')],
    ['with two hosts', changed('X-Original-Host', 'a.example.fr, b.example.fr')],
    ['with a user in the host', changed('X-Original-Host', 'x@a.example.fr')],
    ['with a full stop behind the host', changed('X-Original-Host', 'dossiers.example.fr.')],
    ['with a path in the host', changed('X-Original-Host', 'dossiers.example.fr/a')],
    ['with a host of other letters', changed('X-Original-Host', 'dоssiers.example.fr')],
    ['with small letters in the method', changed('X-Original-Method', 'get')],
    ['with a word too long for a method', changed('X-Original-Method', 'A'.repeat(40))],
    ['with two methods', changed('X-Original-Method', 'GET, POST')],
    ['with a whole address', changed('X-Original-Uri', 'https://dossiers.example.fr/a')],
    ['with a fragment', changed('X-Original-Uri', '/a#b')],
    ['with a space', changed('X-Original-Uri', '/a b')],
    ['with a broken escape', changed('X-Original-Uri', '/a%2')],
    ['with a broken escape in the query', changed('X-Original-Uri', '/a?b=%zz')],
    ['with letters that are not encoded', changed('X-Original-Uri', '/é')],
    ['with a backslash', changed('X-Original-Uri', '/\\a')],
    ['with an endless path', changed('X-Original-Uri', `/${'a'.repeat(9_000)}`)],
    ['over plain HTTP', [...NGINX, 'X-Forwarded-Proto', 'http']],
    ['over several protocols', [...NGINX, 'X-Forwarded-Proto', 'https, http']],
  ])('is refused %s', (_, headers) => {
    expect(read(...headers).ok).toBe(false)
  })

  it('takes the usual port for none, and any letters of the host for small ones', () => {
    expect(read(...changed('X-Original-Host', 'Dossiers.Example.FR:443'))).toMatchObject({
      value: { host: 'dossiers.example.fr' },
    })
    expect(read(...changed('X-Original-Host', 'dossiers.example.fr:8443'))).toMatchObject({
      value: { host: 'dossiers.example.fr:8443' },
    })
  })

  it('of a request that is handed on whole comes from its own line, and the host from one header', () => {
    const handed = (...rawHeaders: readonly string[]) => {
      const headers = readHeaders(rawHeaders)
      return headers.ok ? readHandedOn(headers.value, 'GET', '/.parvis/login') : headers
    }
    expect(handed('Host', 'a.example.fr')).toMatchObject({ value: { host: 'a.example.fr' } })
    expect(handed('Host', 'p.example.fr', 'X-Forwarded-Host', 'a.example.fr')).toMatchObject({
      value: { host: 'a.example.fr' },
    })
    expect(handed('X-Original-Host', 'a.example.fr', 'X-Forwarded-Host', 'b.example.fr').ok).toBe(false)
    expect(handed('Host', 'a.example.fr', 'Host', 'b.example.fr').ok).toBe(false)
  })

  it('knows a page that somebody opens', () => {
    const isNavigation = (...headers: readonly string[]) => {
      const original = read(...NGINX, ...headers)
      return original.ok && original.value.isNavigation
    }
    expect(isNavigation('Sec-Fetch-Mode', 'navigate', 'Sec-Fetch-Dest', 'document')).toBe(true)
    expect(isNavigation('Accept', 'application/xml', 'Accept', 'text/html')).toBe(true)
    expect(isNavigation('Accept', '*/*')).toBe(false)
    expect(isNavigation('Sec-Fetch-Mode', 'cors', 'Accept', 'text/html')).toBe(false)
    expect(isNavigation('Sec-Fetch-Mode', 'navigate', 'Sec-Fetch-Dest', 'iframe')).toBe(false)
  })
})

it('whatever is taken for a path stays on its origin, whatever is written', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '@',
    ':',
    'https:',
    'ailleurs.test',
    '?',
    '#',
    ' ',
    '\t',
    'é',
    '%',
    'a',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const target = pieces.join('')
      if (!isTarget(target)) return
      const url = new URL(`https://dossiers.example.fr${target}`)
      expect(url.origin).toBe('https://dossiers.example.fr')
    }),
    { numRuns: 5_000 },
  )
})

it('never throws', () => {
  const name = fc.constantFrom(
    ...NGINX.filter((_, index) => index % 2 === 0),
    ...TRAEFIK.filter((_, index) => index % 2 === 0),
    'Host',
    'Cookie',
    'X_Original_Uri',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary-ascii' })), { maxLength: 8 }), (headers) => {
      read(...headers.flat())
    }),
  )
})
