import { describe, expect, it } from 'vitest'
import { portalLink } from '../../src/mail/portal-link.ts'
import { letterhead } from './letters.ts'

describe('links in mails lead to the portal', () => {
  it.each([
    ['/', 'https://acces.exemple.fr:8443/'],
    ['/activation?jeton=aZ09_-', 'https://acces.exemple.fr:8443/activation?jeton=aZ09_-'],
  ])('%s', (path, url) => expect(portalLink(letterhead, path)).toBe(url))

  it.each([
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'http://acces.exemple.fr:8443/',
    'https://acces.exemple.fr/',
    'https://acces.exemple.fr:8443@evil.example/',
    'https://evil@acces.exemple.fr:8443/',
    'javascript:alert(1)',
    '\t//evil.example',
  ])('%j would leave it', (path) => expect(() => portalLink(letterhead, path)).toThrow())
})
