/** RFC 5280 §4.2.1.10: what a CA may name holds for its subscribers' names, in whatever form and place they hide. */
import { describe, expect, it } from 'vitest'
import { ia5String, sequence, utf8String } from '../../certs-test/der-writer.ts'
import {
  AUTHORITY,
  attribute,
  authority,
  certificate,
  certificatePolicies,
  extension,
  general,
  name,
  nameConstraints,
  party,
  relativeName,
  SUBSCRIBER,
  subjectAltName,
} from '../support/x509-builder.ts'
import { answerTo } from '../support/x509-verdict.ts'

const root = party('Root')
const limited = party('Limited CA')
const person = party('Person')
const anchors = [authority(root)]

interface Case {
  readonly permitted?: readonly Buffer[]
  readonly excluded?: readonly Buffer[]
  readonly names?: readonly Buffer[]
  readonly subject?: Buffer
}

function answer({ names = [], subject, ...subtrees }: Case): string {
  const ca = authority(limited, root, [...AUTHORITY, nameConstraints(subtrees)])
  const extensions = names.length === 0 ? SUBSCRIBER : [...SUBSCRIBER, subjectAltName(...names)]
  const leaf = certificate({ subject: person, issuer: limited, extensions, ...(subject && { subjectName: subject }) })
  return answerTo({ leaf, anchors, candidates: [ca] })
}

const { dns, rfc822, uri, ip, directory, otherName, registeredId, x400, ediParty } = general
const [VALID, NOT_PERMITTED, EXCLUDED, NOT_COMPARABLE] = [
  'valid',
  'pki.name-not-permitted',
  'pki.name-excluded',
  'pki.name-not-comparable',
]

const cases = (form: string, rows: readonly (readonly [title: string, Case, expected: string | undefined])[]) =>
  describe(`constraints on ${form}`, () =>
    void it.each(rows)('%s', (_, given, expected) => expect(answer(given)).toBe(expected)))

cases('host names', [
  ['the very name', { permitted: [dns('example.fr')], names: [dns('example.fr')] }, VALID],
  ['a name below', { permitted: [dns('example.fr')], names: [dns('a.b.Example.FR')] }, VALID],
  ['a name that only ends alike', { permitted: [dns('example.fr')], names: [dns('notexample.fr')] }, NOT_PERMITTED],
  [
    'a second name outside',
    { permitted: [dns('example.fr')], names: [dns('a.example.fr'), dns('b.fr')] },
    NOT_PERMITTED,
  ],
  ['one of two subtrees', { permitted: [dns('a.fr'), dns('b.fr')], names: [dns('x.b.fr')] }, VALID],
  ['excluded', { excluded: [dns('example.fr')], names: [dns('www.example.fr')] }, EXCLUDED],
  ['excluded within permitted', { permitted: [dns('fr')], excluded: [dns('a.fr')], names: [dns('x.a.fr')] }, EXCLUDED],
  ['everything excluded', { excluded: [dns('')], names: [dns('a.fr')] }, EXCLUDED],
  ['a wildcard below', { permitted: [dns('example.fr')], names: [dns('*.example.fr')] }, VALID],
  [
    'a wildcard wider than permitted',
    { permitted: [dns('a.example.fr')], names: [dns('*.example.fr')] },
    NOT_PERMITTED,
  ],
  [
    'a wildcard that reaches the excluded name',
    { excluded: [dns('a.example.fr')], names: [dns('*.example.fr')] },
    EXCLUDED,
  ],
  [
    'a constraint with a leading dot',
    { permitted: [dns('.example.fr')], names: [dns('a.example.fr')] },
    NOT_COMPARABLE,
  ],
  ['a name with a trailing dot', { excluded: [dns('example.fr')], names: [dns('example.fr.')] }, NOT_COMPARABLE],
  ['a name with a space', { excluded: [dns('example.fr')], names: [dns('example.fr ')] }, NOT_COMPARABLE],
  ['a name in the common name', { permitted: [dns('example.fr')], subject: name('www.evil.fr') }, NOT_PERMITTED],
  ['a common name that is none', { permitted: [dns('example.fr')], subject: name('Jeanne Martin') }, VALID],
  ['another form is free', { permitted: [dns('example.fr')], names: [rfc822('a@evil.fr')] }, VALID],
])

const inSubject = (mailbox: string) => name(relativeName(attribute('1.2.840.113549.1.9.1', ia5String(mailbox))))
const smtpUtf8 = (mailbox: string) => otherName('1.3.6.1.5.5.7.8.9', utf8String(mailbox))

cases('mailboxes', [
  ['a host', { permitted: [rfc822('example.fr')], names: [rfc822('a@example.fr')] }, VALID],
  [
    'a host below is another host',
    { permitted: [rfc822('example.fr')], names: [rfc822('a@x.example.fr')] },
    NOT_PERMITTED,
  ],
  ['hosts below', { permitted: [rfc822('.example.fr')], names: [rfc822('a@x.example.fr')] }, VALID],
  ['not the domain itself', { permitted: [rfc822('.example.fr')], names: [rfc822('a@example.fr')] }, NOT_PERMITTED],
  ['one mailbox', { permitted: [rfc822('a@example.fr')], names: [rfc822('a@EXAMPLE.fr')] }, VALID],
  ['another mailbox', { permitted: [rfc822('a@example.fr')], names: [rfc822('A@example.fr')] }, NOT_PERMITTED],
  ['excluded whatever the case', { excluded: [rfc822('a@example.fr')], names: [rfc822('A@example.fr')] }, EXCLUDED],
  ['two at signs', { excluded: [rfc822('evil.fr')], names: [rfc822('a@evil.fr@example.fr')] }, NOT_COMPARABLE],
  ['quoted at sign', { permitted: [rfc822('example.fr')], names: [rfc822('"a@example.fr"@evil.fr')] }, NOT_COMPARABLE],
  ['no at sign', { excluded: [rfc822('evil.fr')], names: [rfc822('evil.fr')] }, NOT_COMPARABLE],
  ['hidden in the subject', { permitted: [rfc822('example.fr')], subject: inSubject('a@evil.fr') }, NOT_PERMITTED],
  [
    'hidden in the subject beside a good one',
    { permitted: [rfc822('example.fr')], subject: inSubject('a@evil.fr'), names: [rfc822('a@example.fr')] },
    NOT_PERMITTED,
  ],
  [
    'hidden as an internationalised mailbox',
    { permitted: [rfc822('example.fr')], names: [smtpUtf8('é@evil.fr')] },
    NOT_PERMITTED,
  ],
  [
    'an internationalised mailbox that is permitted',
    { permitted: [rfc822('example.fr')], names: [smtpUtf8('é@example.fr')] },
    VALID,
  ],
  [
    'an internationalised mailbox of another type',
    { excluded: [rfc822('evil.fr')], names: [otherName('1.3.6.1.5.5.7.8.9', ia5String('a@evil.fr'))] },
    NOT_COMPARABLE,
  ],
])

cases('URIs', [
  ['the host', { permitted: [uri('example.fr')], names: [uri('https://example.fr:8443/path')] }, VALID],
  ['hosts below', { permitted: [uri('.example.fr')], names: [uri('https://www.example.fr')] }, VALID],
  [
    'a host below is another host',
    { permitted: [uri('example.fr')], names: [uri('https://www.example.fr')] },
    NOT_PERMITTED,
  ],
  [
    'hidden behind user information',
    { permitted: [uri('example.fr')], names: [uri('https://example.fr@evil.fr/')] },
    NOT_COMPARABLE,
  ],
  [
    'hidden behind a backslash',
    { permitted: [uri('example.fr')], names: [uri('https://evil.fr\\@example.fr/')] },
    NOT_COMPARABLE,
  ],
  ['in a query', { permitted: [uri('example.fr')], names: [uri('https://evil.fr?https://example.fr')] }, NOT_PERMITTED],
  [
    'an address instead of a name',
    { excluded: [uri('example.fr')], names: [uri('https://10.0.0.1/')] },
    NOT_COMPARABLE,
  ],
  ['an IPv6 address', { excluded: [uri('example.fr')], names: [uri('https://[::1]/')] }, NOT_COMPARABLE],
  ['no authority', { excluded: [uri('example.fr')], names: [uri('urn:example.fr')] }, NOT_COMPARABLE],
])

cases('IP addresses', [
  ['in the block', { permitted: [ip(10, 1, 0, 0, 255, 255, 0, 0)], names: [ip(10, 1, 2, 3)] }, VALID],
  ['outside the block', { permitted: [ip(10, 1, 0, 0, 255, 255, 0, 0)], names: [ip(10, 2, 2, 3)] }, NOT_PERMITTED],
  ['excluded', { excluded: [ip(10, 1, 0, 0, 255, 255, 0, 0)], names: [ip(10, 1, 2, 3)] }, EXCLUDED],
  [
    'of the other family',
    { permitted: [ip(10, 1, 0, 0, 255, 255, 0, 0)], names: [ip(...Array(16).fill(0))] },
    NOT_PERMITTED,
  ],
  ['every IPv4 address excluded', { excluded: [ip(...Array(8).fill(0))], names: [ip(1, 2, 3, 4)] }, EXCLUDED],
])

const organisation = (text: string) => relativeName(attribute('2.5.4.10', utf8String(text)))
const tests = name()

cases('directory names', [
  ['below', { permitted: [directory(tests)], subject: name('Person') }, VALID],
  ['elsewhere', { permitted: [directory(sequence(organisation('Elsewhere')))] }, NOT_PERMITTED],
  ['excluded', { excluded: [directory(tests)] }, EXCLUDED],
  [
    'excluded though written otherwise',
    {
      excluded: [directory(name(organisation('  SECRET   things ')))],
      subject: name(organisation('Secret Things'), 'x'),
    },
    EXCLUDED,
  ],
  [
    'a good subject and a bad alternative name',
    { permitted: [directory(tests)], names: [directory(sequence(organisation('X')))] },
    NOT_PERMITTED,
  ],
  [
    'one relative name of two attributes is not two',
    {
      permitted: [directory(name('a', 'b'))],
      subject: name(relativeName(attribute('2.5.4.3', utf8String('a')), attribute('2.5.4.3', utf8String('b')))),
    },
    NOT_PERMITTED,
  ],
])

cases('forms without a rule', [
  [
    'other name',
    { excluded: [otherName('1.2.3', utf8String('x'))], names: [otherName('1.2.3', utf8String('y'))] },
    NOT_COMPARABLE,
  ],
  ['registered identifier', { permitted: [registeredId('1.2.3')], names: [registeredId('1.2.3')] }, NOT_COMPARABLE],
  ['X.400 address', { excluded: [x400()], names: [x400()] }, NOT_COMPARABLE],
  ['EDI party', { excluded: [ediParty()], names: [ediParty()] }, NOT_COMPARABLE],
  [
    'other name beside other constraints',
    { permitted: [dns('a.fr')], names: [otherName('1.2.3', utf8String('x'))] },
    VALID,
  ],
])

it('hold through two CAs together: the lower one can only narrow', () => {
  const lower = party('Lower CA')
  const candidates = [
    authority(limited, root, [...AUTHORITY, nameConstraints({ permitted: [dns('a.fr')] })]),
    authority(lower, limited, [...AUTHORITY, nameConstraints({ permitted: [dns('fr')] })]),
  ]
  const leaf = (host: string) =>
    certificate({ subject: person, issuer: lower, extensions: [...SUBSCRIBER, subjectAltName(dns(host))] })
  expect(answerTo({ leaf: leaf('x.a.fr'), anchors, candidates })).toBe(VALID)
  expect(answerTo({ leaf: leaf('x.b.fr'), anchors, candidates })).toBe(NOT_PERMITTED)
})

it('hold for the CAs below, and not for a self-issued one', () => {
  const elsewhere = { ...party(''), name: sequence(organisation('Elsewhere')) }
  const constraining = authority(limited, root, [...AUTHORITY, nameConstraints({ permitted: [directory(tests)] })])
  const below = certificate({ subject: person, issuer: elsewhere })
  expect(answerTo({ leaf: below, anchors, candidates: [constraining, authority(elsewhere, limited)] })).toBe(
    NOT_PERMITTED,
  )

  const renewed = { ...party(''), name: limited.name }
  const excluding = authority(limited, root, [...AUTHORITY, nameConstraints({ excluded: [directory(limited.name)] })])
  const leaf = certificate({ subject: person, issuer: renewed })
  expect(answerTo({ leaf, anchors, candidates: [excluding, authority(renewed, limited)] })).toBe(VALID)
})

it('hold when they come from the anchor, unless it is said that they do not', () => {
  const constrained = [authority(root, root, [...AUTHORITY, nameConstraints({ permitted: [dns('a.fr')] })])]
  const leaf = certificate({ subject: person, issuer: root, extensions: [...SUBSCRIBER, subjectAltName(dns('b.fr'))] })
  expect(answerTo({ leaf, anchors: constrained })).toBe(NOT_PERMITTED)
  expect(answerTo({ leaf, anchors: constrained, anchorConstraints: 'ignored' })).toBe(VALID)
})

it('are refused where they do not belong: in an end-entity certificate, or not critical', () => {
  const constraints = nameConstraints({ permitted: [dns('a.fr')] })
  const leaf = certificate({ subject: person, issuer: root, extensions: [...SUBSCRIBER, constraints] })
  expect(answerTo({ leaf, anchors })).toBe('pki.extension-misplaced')
  const ca = authority(limited, root, [...AUTHORITY, nameConstraints({ permitted: [dns('a.fr')] }, false)])
  expect(answerTo({ leaf: certificate({ subject: person, issuer: limited }), anchors, candidates: [ca] })).toBe(
    'pki.extension-misplaced',
  )
})

it('end in a budget when 2 000 subtrees meet 2 000 names', () => {
  const hosts = Array.from({ length: 2000 }, (_, i) => dns(`host-${i}.example`))
  expect(answer({ permitted: [...hosts.slice(1), dns('example')], names: hosts })).toBe('pki.budget-exceeded')
})

it('a critical extension in a critical place does not excuse an unknown one', () => {
  const ca = authority(limited, root, [
    ...AUTHORITY,
    certificatePolicies('1.2.3'),
    extension('1.2.3', utf8String('x'), true),
  ])
  expect(answerTo({ leaf: certificate({ subject: person, issuer: limited }), anchors, candidates: [ca] })).toBe(
    'pki.critical-extension-unknown',
  )
})
