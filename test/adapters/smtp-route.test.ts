import { describe, expect, it } from 'vitest'
import { smtpRoute } from '../../src/adapters/smtp-route.ts'

describe('the URL of a mail server', () => {
  it.each([
    ['smtps://mail.example.fr', { host: 'mail.example.fr', port: 465, security: 'tls' }],
    ['smtp://mail.example.fr', { host: 'mail.example.fr', port: 587, security: 'starttls' }],
    ['smtp://mail.example.fr:25?requireTLS=true', { host: 'mail.example.fr', port: 25, security: 'starttls' }],
    ['smtp://mail.example.fr?ignoreTLS=true', { host: 'mail.example.fr', port: 25, security: 'none' }],
    ['smtp://localhost:1025', { host: 'localhost', port: 1025, security: 'none' }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, security: 'none' }],
    ['smtp://[::1]:1025', { host: '::1', port: 1025, security: 'none' }],
    ['smtp://localhost:1025?requireTLS=true', { host: 'localhost', port: 1025, security: 'starttls' }],
    ['smtp://localhost.example.fr:1025', { host: 'localhost.example.fr', port: 1025, security: 'starttls' }],
  ])('%s', (url, route) => expect(smtpRoute(url)).toEqual({ ...route, credentials: undefined }))

  it('may carry a user and a password, percent-encoded', () =>
    expect(smtpRoute('smtps://user%40example.fr:p%3Ass@mail.example.fr').credentials).toEqual({
      user: 'user@example.fr',
      password: 'p:ss',
    }))

  it.each(['http://user:s3cret@mail.example.fr', 'user:s3cret', 'smtp://'])('%s is refused, unrepeated', (url) => {
    expect(() => smtpRoute(url)).toThrow('a mail server is written')
    expect(() => smtpRoute(url)).not.toThrow('s3cret')
  })
})
