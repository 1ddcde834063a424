/**
 * The bans of the house as lint rules; each message names the remedy. Where each applies is in .oxlintrc.json.
 * Rule 2 of docs/architecture.md: time, randomness, mail and the network are passed in.
 */

/** Names of node:crypto that make randomness. */
const RANDOM_NAMES = [
  'randomBytes',
  'randomUUID',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'webcrypto',
]

const isMember = (node, object, property) =>
  node.object.type === 'Identifier' && node.object.name === object && node.property.name === property

const banMember = (object, properties, message) =>
  rule((report) => ({
    MemberExpression(node) {
      if (properties.some((property) => isMember(node, object, property))) report(node, message)
    },
  }))

const banImport = (pattern, message) => {
  const check = (report) => (node) => {
    if (pattern.test(node.source?.value ?? '')) report(node, message)
  }
  return rule((report) => ({
    ImportDeclaration: check(report),
    ImportExpression: check(report),
    ExportNamedDeclaration: check(report),
    ExportAllDeclaration: check(report),
  }))
}

function rule(visitor) {
  return { create: (context) => visitor((node, message) => context.report({ node, message })) }
}

const time = rule((report) => ({
  MemberExpression(node) {
    if (isMember(node, 'Date', 'now'))
      report(node, 'Take a Clock (src/ports/clock.ts), or the instant `at`, as an argument.')
  },
  NewExpression(node) {
    if (node.callee.name === 'Date' && node.arguments.length === 0)
      report(node, 'Take a Clock (src/ports/clock.ts), or the instant `at`, as an argument.')
  },
}))

const randomness = rule((report) => {
  const message = 'Take a Random (src/ports/random.ts) as an argument.'
  const checkNames = (node) => {
    if (!/^(node:)?crypto$/.test(node.source?.value ?? '')) return
    for (const specifier of node.specifiers) {
      if (RANDOM_NAMES.includes((specifier.imported ?? specifier.local)?.name)) report(specifier, message)
    }
  }
  return {
    MemberExpression(node) {
      if (isMember(node, 'Math', 'random') || RANDOM_NAMES.some((name) => isMember(node, 'crypto', name)))
        report(node, message)
    },
    ImportDeclaration: checkNames,
    ExportNamedDeclaration: checkNames,
  }
})

export default {
  meta: { name: 'house' },
  rules: {
    time,
    randomness,
    process: banMember(
      'process',
      ['env', 'argv', 'exit', 'stdin', 'stdout', 'stderr'],
      'Only src/main.ts touches the process: take settings, or the CommandContext, as an argument.',
    ),
    console: rule((report) => ({
      MemberExpression(node) {
        if (node.object.name === 'console')
          report(node, 'Return a Failure, log with the logger that is passed in, or print through the CommandContext.')
      },
    })),
    'node-forge': banImport(
      /^node-forge/,
      'node-forge makes test cards in certs-test and nothing else (CVE-2025-12816): read certificates with src/pki.',
    ),
    'asn1-libraries': banImport(
      /^(pkijs|asn1js)/,
      'These libraries build requests and fixtures; what decides an accept reads DER with src/pki/der.',
    ),
    network: banImport(
      /^(node:)?(https?|net|tls|dgram|dns|http2)(\/|$)/,
      'Rules do no input or output: ask for what is needed through a port (src/ports), answered by an adapter.',
    ),
    sql: banImport(
      /^(kysely|pg|node:sqlite)/,
      'SQL stands in src/storage only: declare a store type in the room, and implement it there.',
    ),
    html: rule((report) => ({
      JSXAttribute(node) {
        if (node.name.name === 'dangerouslySetInnerHTML')
          report(node, 'Return elements: text is escaped by default, and nothing here is trusted enough not to be.')
      },
    })),
  },
}
