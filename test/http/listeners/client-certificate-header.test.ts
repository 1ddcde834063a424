import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ProxyMode, readClientCertificate } from '../../../src/http/listeners/client-certificate-header.ts'
import { loadSettings } from '../../../src/settings/load.ts'

const LEAF = Buffer.from('30820101a0030201', 'hex')
const ISSUER = Buffer.from('30820202a0030201', 'hex')
const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
const sequence = (der: Buffer) => `:${der.toString('base64')}:`

const WRITTEN: Readonly<Record<ProxyMode, readonly [name: string, value: string]>> = {
  rfc9440: ['Client-Cert', sequence(LEAF)],
  nginx: ['X-SSL-Client-Cert', encodeURIComponent(pem(LEAF))],
  haproxy: ['X-SSL-Client-Cert', LEAF.toString('base64')],
  apache: ['X-SSL-Client-Cert', pem(LEAF).replaceAll('\n', ' ').trim()],
  traefik: ['X-Forwarded-Tls-Client-Cert', LEAF.toString('base64')],
}
const MODES = Object.keys(WRITTEN) as ProxyMode[]
const AROUND = ['Host', 'carte.example.fr', 'Accept', '*/*']

const refusedAs = (mode: ProxyMode, headers: readonly string[]): string | undefined => {
  const read = readClientCertificate(mode, [...AROUND, ...headers])
  return read.ok ? undefined : String(read.failure.data['problem'])
}

describe.each(MODES)('the header of %s', (mode) => {
  const [name, value] = WRITTEN[mode]

  it('is read as the certificate, whatever its letters', () => {
    for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
      const read = readClientCertificate(mode, [...AROUND, spelling, value])
      expect(read.ok && read.value && Buffer.from(read.value.leaf)).toEqual(LEAF)
    }
  })

  it('that is not there says that there was no certificate', () => {
    expect(readClientCertificate(mode, AROUND)).toEqual({ ok: true, value: undefined })
  })

  it.each([
    ['twice', [name, value, name, value], 'came twice'],
    ['twice, the second time empty', [name, value, name, ''], 'came twice'],
    ['with a low line', [name.replaceAll('-', '_'), value], 'came under another spelling'],
    ['with a full stop', [name.replaceAll('-', '.'), value], 'came under another spelling'],
    ['beside another spelling', [name, value, name.replace('-', '_'), value], 'came under another spelling'],
    ['empty', [name, ''], 'is malformed'],
    ['too long', [name, 'A'.repeat(50_000)], 'is too long'],
    ['joined', [name, `${value}, ${value}`], 'is malformed'],
    ['cut', [name, value.slice(0, -3)], 'is malformed'],
    ['with something behind', [name, `${value};a=1`], 'is malformed'],
  ])('is refused when it comes %s', (_, headers, problem) => {
    expect(refusedAs(mode, headers)).toBe(problem)
  })

  it.each(MODES.filter((other) => WRITTEN[other][1] !== value))('is refused in the form of %s', (other) => {
    expect(refusedAs(mode, [name, WRITTEN[other][1]])).toBe('is malformed')
  })

  it('is refused beside the header of another form', () => {
    for (const other of ['Client-Cert', 'Client-Cert-Chain', 'X-SSL-Client-Cert', 'X-Forwarded-Tls-Client-Cert']) {
      const isOwn =
        other.toLowerCase() === name.toLowerCase() || (mode === 'rfc9440' && other.startsWith('Client-Cert'))
      if (isOwn) continue
      expect(refusedAs(mode, [name, value, other, sequence(LEAF)])).toBe('is not a header of the form in use')
      expect(refusedAs(mode, [other, ''])).toBe('is not a header of the form in use')
    }
  })

  it('never throws and never finds a certificate that is not written there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 80 }), (text) => {
        const read = readClientCertificate(mode, [name, text])
        if (read.ok && read.value !== undefined) {
          expect(text).toContain(Buffer.from(read.value.leaf).toString('base64').slice(0, 4))
        }
      }),
    )
  })
})

describe('a chain', () => {
  const chained = (value: string, ...more: readonly string[]) =>
    readClientCertificate('rfc9440', ['Client-Cert', sequence(LEAF), 'Client-Cert-Chain', value, ...more])

  it('comes along as candidates', () => {
    const read = chained(`${sequence(ISSUER)}, ${sequence(LEAF)}`)
    expect(read.ok && read.value?.candidates.map((der) => Buffer.from(der))).toEqual([ISSUER, LEAF])
    const traefik = [LEAF, ISSUER].map((der) => der.toString('base64')).join(',')
    const list = readClientCertificate('traefik', ['X-Forwarded-Tls-Client-Cert', traefik])
    expect(list.ok && list.value?.candidates.map((der) => Buffer.from(der))).toEqual([ISSUER])
  })

  it('has eight certificates at most', () => {
    const times = (count: number) => Array.from({ length: count }, () => sequence(ISSUER)).join(', ')
    expect(chained(times(8)).ok).toBe(true)
    expect(chained(times(9)).ok).toBe(false)
    const list = Array.from({ length: 10 }, () => LEAF.toString('base64')).join(',')
    expect(refusedAs('traefik', ['X-Forwarded-Tls-Client-Cert', list])).toBe('has too many certificates')
  })

  it.each([
    '',
    ':',
    '::',
    `${sequence(ISSUER)},`,
    `${sequence(ISSUER)} ${sequence(ISSUER)}`,
    ISSUER.toString('base64'),
  ])('is refused when it is malformed: %j', (value) => {
    expect(chained(value).ok).toBe(false)
  })

  it('is refused twice, and without a certificate', () => {
    expect(chained(sequence(ISSUER), 'client-cert-chain', sequence(ISSUER)).ok).toBe(false)
    expect(refusedAs('rfc9440', ['Client-Cert-Chain', sequence(ISSUER)])).toBe('is missing')
  })
})

it('Apache says (null) where there was no certificate', () => {
  expect(readClientCertificate('apache', ['X-SSL-Client-Cert', '(null)'])).toEqual({ ok: true, value: undefined })
  for (const mode of MODES.filter((each) => each !== 'apache')) {
    expect(refusedAs(mode, [WRITTEN[mode][0], '(null)'])).toBe('is malformed')
  }
})

describe('the settings', () => {
  const mistakesOf = (env: Readonly<Record<string, string>>) => {
    const read = loadSettings({ PARVIS_MODE: 'demo', ...env })
    return read.ok ? [] : read.failure.data['mistakes']
  }

  it.each(MODES)('refuse %s without a list of proxies', (mode) => {
    expect(mistakesOf({ PARVIS_CARD_PROXY_MODE: mode })).toEqual([
      expect.stringMatching(/^PARVIS_CARD_PROXY_MODE needs the proxies in PARVIS_TRUSTED_PROXIES/),
    ])
    expect(mistakesOf({ PARVIS_CARD_PROXY_MODE: mode, PARVIS_TRUSTED_PROXIES: '127.0.0.1' })).toEqual([])
  })

  it.each(['0.0.0.0/0', '::/0', '10.0.0.1/33', '300.1.1.1', '10.0.0.1/08', '10.0.0.1/', 'proxy.example.fr', '::1/129'])(
    'refuse a list with %s',
    (network) => {
      expect(mistakesOf({ PARVIS_TRUSTED_PROXIES: network })).toHaveLength(1)
      expect(mistakesOf({ PARVIS_BALANCERS: network })).toHaveLength(1)
    },
  )
})
