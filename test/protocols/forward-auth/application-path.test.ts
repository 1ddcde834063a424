import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers, foldPath } from '../../../src/protocols/forward-auth/application-path.ts'
import { requirementOf } from '../../../src/protocols/forward-auth/protected-application.ts'
import { newApplication } from '../../attacks/proxies/protected-site.ts'

const folded = (path: string): string | undefined => {
  const outcome = foldPath(path)
  return outcome.ok ? outcome.value : undefined
}

describe('a path is folded as far as any server would', () => {
  it.each([
    ['/', '/'],
    ['/Admin/Users', '/admin/users'],
    ['//admin///x/', '/admin/x'],
    ['/%61dmin', '/admin'],
    ['/admin;v=1/x;y', '/admin/x'],
    ['/admin%20/x..', '/admin/x'],
    ['/%EF%BD%81dmin', '/admin'],
    ['/%C3%89t%C3%A9', '/été'],
    ['/e%CC%81te', '/éte'],
    ['/100%25', '/100%'],
  ])('%s is %s', (path, expected) => {
    expect(folded(path)).toBe(expected)
  })

  it.each([
    '/a/../b',
    '/./a',
    '/..;/a',
    '/a/%2e%2e/b',
    '/a%2fb',
    '/a%5cb',
    '/a\\b',
    '/a%00',
    '/a%0ab',
    '/%2561',
    '/%ff',
    '/a/%E2%80%A5/b',
    '/a%EF%BC%BCb',
  ])('%s could be another path: nobody decides about it', (path) => {
    expect(folded(path)).toBeUndefined()
  })

  it('and folding again changes nothing', () => {
    const piece = fc.constantFrom('/', 'a', 'A', ';', '.', '%61', '%2e', '%C3%A9', ' ', '-', '%25')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const once = folded(`/${pieces.join('')}`)
        if (once !== undefined && !once.includes('%')) expect(folded(encodeURI(once))).toBe(once)
      }),
    )
  })
})

it('a rule covers whole segments', () => {
  expect(covers('/admin', '/admin')).toBe(true)
  expect(covers('/admin', '/admin/x')).toBe(true)
  expect(covers('/admin', '/administration')).toBe(false)
  expect(covers('/', '/x')).toBe(true)
})

it('rules only ever ask for more: every one that covers a path counts', () => {
  const application = newApplication('https://dossiers.example.fr', {
    profiles: ['expert', 'sapiteur'],
    minimumLevel: 'password-mail',
    stricterPaths: [
      { prefix: '/a', minimumLevel: 'certificate-hardware', profiles: undefined },
      { prefix: '/a/b', minimumLevel: 'mailbox', profiles: ['sapiteur', 'magistrat-greffier'] },
      { prefix: '/Été', minimumLevel: 'certificate-software', profiles: undefined },
    ],
  })
  const asked = (path: string) => {
    const outcome = requirementOf(application, path)
    return outcome.ok ? [outcome.value.minimumLevel, outcome.value.profiles] : undefined
  }
  expect(asked('/')).toEqual(['password-mail', ['expert', 'sapiteur']])
  expect(asked('/A/x')).toEqual(['certificate-hardware', ['expert', 'sapiteur']])
  expect(asked('/a/b/c')).toEqual(['certificate-hardware', ['sapiteur']])
  expect(asked('/%C3%A9t%C3%A9')).toEqual(['certificate-software', ['expert', 'sapiteur']])
  expect(asked('/x/../a')).toBeUndefined()
})
