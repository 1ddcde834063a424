/**
 * Who may import whom: one line a room (docs/architecture.md draws it). A room may always import itself, the failures
 * and the ports. An arrow that is not here does not exist; to add one, argue for it in docs/decisions.
 */
const MAY_IMPORT = {
  failures: [],
  ports: [],
  messages: [],
  settings: [],
  pki: [],
  assurance: [],
  journal: [],
  'card-holder': ['pki'],
  people: ['assurance', 'card-holder', 'journal'],
  cases: ['people', 'mail', 'sessions', 'assurance', 'card-holder', 'journal'],
  terms: ['people', 'assurance', 'card-holder', 'journal'],
  directory: ['assurance', 'card-holder', 'journal'],
  mail: ['assurance', 'card-holder', 'journal'],
  sessions: ['people', 'assurance', 'journal'],
  'sign-in': ['people', 'cases', 'terms', 'sessions', 'mail', 'card-holder', 'pki', 'assurance', 'journal'],
  protocols: ['sessions', 'terms', 'people', 'assurance', 'journal'],
  views: ['messages'],
  http: ['sign-in', 'protocols', 'people', 'cases', 'terms', 'directory', 'sessions', 'mail', 'views', 'messages'],
}

/** What stores a room's things knows that room; what talks to the world knows at most the types. */
const ROOMS_WITH_STORES = [
  'pki',
  'people',
  'cases',
  'terms',
  'directory',
  'mail',
  'sessions',
  'sign-in',
  'protocols',
  'assurance',
  'journal',
]

const room = (names) => `^src/(${names.join('|')})/`

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/http/assets/' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|examples)/', dependencyTypesNot: ['npm-dev'] },
    },
    ...Object.entries(MAY_IMPORT).map(([name, others]) => ({
      name: `arrows-of-${name}`,
      severity: 'error',
      from: { path: room([name]) },
      to: { path: '^(src|certs-test)/', pathNot: room([name, 'failures', 'ports', ...others]) },
    })),
    {
      name: 'arrows-of-storage',
      severity: 'error',
      from: { path: room(['storage']) },
      to: { path: '^(src|certs-test)/', pathNot: room(['storage', 'failures', 'ports', ...ROOMS_WITH_STORES]) },
    },
    {
      name: 'arrows-of-adapters',
      severity: 'error',
      from: { path: room(['adapters']) },
      to: {
        path: '^(src|certs-test)/',
        pathNot: room(['adapters', 'failures', 'ports']),
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.everything.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
