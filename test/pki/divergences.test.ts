/** What docs/divergences.md says of OpenSSL, asked of OpenSSL: a row that stops being true fails here. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  element,
  ia5String,
  integer,
  printableString,
  sequence,
  time,
  utf8String,
} from '../../certs-test/der-writer.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import {
  AT,
  AUTHORITY,
  attribute,
  authority,
  authorityKeyIdentifier,
  certificate,
  extension,
  general,
  keyUsage,
  name,
  nameConstraints,
  party,
  relativeName,
  SUBSCRIBER,
  subjectAltName,
  subjectKeyIdentifier,
  subscriber,
} from '../support/x509-builder.ts'
import { answerTo } from '../support/x509-verdict.ts'

const [root, ca, person] = [party('Root'), party('CA'), party('Person')]
const rsaRoot = party('Root', 'RSA-2048')
const below = (...extensions: readonly Buffer[]) => authority(ca, root, [...AUTHORITY, ...extensions])
const constrained = (...permitted: readonly Buffer[]) => below(nameConstraints({ permitted }))

interface Chain {
  readonly leaf: Buffer
  readonly candidate?: Buffer
  readonly anchor?: Buffer
}

const withAttribute = (value: Buffer): Buffer => name(relativeName(attribute('1.2.840.113549.1.9.1', value)))
const numbered = (value: Buffer) => ({ ...ca, name: name(relativeName(attribute('2.5.4.5', value))) })

const ACCEPTED_BY_US_ALONE: readonly (readonly [title: string, Chain])[] = [
  [
    'key identifiers that do not match',
    {
      leaf: subscriber(person, ca, authorityKeyIdentifier(Buffer.alloc(8, 1))),
      candidate: below(subjectKeyIdentifier(Buffer.alloc(8, 2))),
    },
  ],
  ['the last second', { leaf: certificate({ subject: person, issuer: root, notAfter: time(AT) }) }],
  [
    'an emailAddress that is no IA5String, under a constraint that permits it',
    {
      leaf: certificate({ subject: person, issuer: ca, subjectName: withAttribute(utf8String('a@example.fr')) }),
      candidate: constrained(general.rfc822('example.fr')),
    },
  ],
  [
    'a URI whose host ends at a question mark',
    {
      leaf: subscriber(person, ca, subjectAltName(general.uri('https://example.fr?x'))),
      candidate: constrained(general.uri('example.fr')),
    },
  ],
  [
    'a NumericString that equals a PrintableString',
    {
      leaf: subscriber(person, numbered(element(0x12, Buffer.from('12')))),
      candidate: authority(numbered(printableString('12')), root),
    },
  ],
]

const ACCEPTED_BY_OPENSSL_ALONE: readonly (readonly [title: string, Chain, failure: string])[] = [
  [
    'a leaf of version 1',
    { leaf: certificate({ subject: person, issuer: root, version: 'absent', extensions: [] }) },
    'pki.version-refused',
  ],
  [
    'SHA-1',
    {
      leaf: certificate({ subject: person, issuer: rsaRoot, signature: 'rsa-sha1' }),
      anchor: authority(rsaRoot),
    },
    'pki.signature-algorithm-refused',
  ],
  ['a key of 1024 bits', { leaf: subscriber(party('Person', 'RSA-1024'), root) }, 'pki.key-refused'],
  [
    'name constraints in an end-entity certificate',
    { leaf: subscriber(person, root, nameConstraints({ permitted: [general.dns('example.fr')] })) },
    'pki.extension-misplaced',
  ],
  [
    'name constraints that are not critical',
    {
      leaf: subscriber(person, ca),
      candidate: below(nameConstraints({ permitted: [general.dns('example.fr')] }, false)),
    },
    'pki.extension-misplaced',
  ],
  [
    'keyCertSign without being a CA',
    { leaf: certificate({ subject: person, issuer: root, extensions: [keyUsage('digitalSignature', 'keyCertSign')] }) },
    'pki.extension-misplaced',
  ],
  [
    'a constraint on hosts with a leading dot',
    {
      leaf: subscriber(person, ca, subjectAltName(general.dns('a.example.fr'))),
      candidate: constrained(general.dns('.example.fr')),
    },
    'pki.name-not-comparable',
  ],
  [
    'a wildcard that reaches an excluded host',
    {
      leaf: subscriber(person, ca, subjectAltName(general.dns('*.example.fr'))),
      candidate: below(nameConstraints({ excluded: [general.dns('a.example.fr')] })),
    },
    'pki.name-excluded',
  ],
  [
    'a serial number of 21 octets',
    { leaf: certificate({ subject: person, issuer: root, serialNumber: integer((1n << 167n) - 1n) }) },
    'pki.malformed',
  ],
  [
    'an alternative name with a NUL',
    { leaf: subscriber(person, root, subjectAltName(general.dns('a.example\0.fr'))) },
    'pki.malformed',
  ],
  [
    'a known extension that is malformed and not critical',
    { leaf: subscriber(person, root, extension('1.3.6.1.5.5.7.1.1', ia5String('http://example.fr'))) },
    'pki.malformed',
  ],
  [
    'a subject that is empty, without a critical alternative name',
    {
      leaf: certificate({
        subject: { ...person, name: sequence() },
        issuer: root,
        extensions: [...SUBSCRIBER, subjectAltName(general.rfc822('a@example.fr'))],
      }),
    },
    'pki.subject-missing',
  ],
]

const anchorOf = ({ anchor }: Chain) => anchor ?? authority(root)
const ours = (chain: Chain) =>
  answerTo({
    leaf: chain.leaf,
    anchors: [anchorOf(chain)],
    candidates: chain.candidate === undefined ? [] : [chain.candidate],
  })

function toPem(folder: string, file: string, der: Buffer): string {
  const path = join(folder, file)
  writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`)
  return path
}

function opensslAccepts(chain: Chain): boolean {
  const folder = temporaryFolder()
  const { status } = spawnSync(pathTo('openssl'), [
    'verify',
    ...['-attime', String(AT / 1000), '-CAfile', toPem(folder, 'anchor.pem', anchorOf(chain))],
    ...(chain.candidate === undefined ? [] : ['-untrusted', toPem(folder, 'candidate.pem', chain.candidate)]),
    toPem(folder, 'leaf.pem', chain.leaf),
  ])
  return status === 0
}

describe('we accept', () => void it.each(ACCEPTED_BY_US_ALONE)('%s', (_, chain) => expect(ours(chain)).toBe('valid')))

describe('we refuse', () =>
  void it.each(ACCEPTED_BY_OPENSSL_ALONE)('%s', (_, chain, failure) => expect(ours(chain)).toBe(failure)))

needs('openssl')('OpenSSL holds otherwise', () => {
  it.each(ACCEPTED_BY_US_ALONE)('and refuses %s', (_, chain) => expect(opensslAccepts(chain)).toBe(false))
  it.each(ACCEPTED_BY_OPENSSL_ALONE)('and accepts %s', (_, chain) => expect(opensslAccepts(chain)).toBe(true))
})
