// The arrows of docs/architecture.md as rules. A test breaks each of them on purpose (house/check-arrows.test.ts).
/** @type {import('dependency-cruiser').IConfiguration} */
const inPackage = (name) => `^packages/${name}/(src|migrations)/`
const CIPHERS = 'node_modules/(@noble|@scure|age-encryption|hash-wasm)/'
/** Tests, and what only they use. */
const TESTS = ['[.]test[.]tsx?$', '/test/[^/]+[.]tsx?$']

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'ends-are-not-imported',
      comment: 'server, app and tools are the ends of the arrows: no other package imports them.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: inPackage('(server|app|tools)'), pathNot: '^packages/$1/' },
    },
    {
      name: 'core-needs-only-zod',
      comment: 'core is what our words mean; it leans on nothing but the schema library.',
      severity: 'error',
      from: { path: inPackage('core'), pathNot: TESTS },
      to: { pathNot: [inPackage('core'), 'node_modules/zod/', '^node:'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'disclosure-needs-nothing',
      comment:
        'The statistics can be read, checked and published on their own. Codebook and randomness come in as arguments.',
      severity: 'error',
      from: { path: inPackage('disclosure'), pathNot: TESTS },
      to: { pathNot: inPackage('disclosure'), dependencyTypesNot: ['core'] },
    },
    {
      name: 'papers-need-only-the-packer',
      comment: 'A document is made of words alone: it knows nothing of ours.',
      severity: 'error',
      from: { path: inPackage('papers'), pathNot: TESTS },
      to: { pathNot: [inPackage('papers'), 'node_modules/fflate/'] },
    },
    {
      name: 'core-and-disclosure-do-no-io',
      comment: 'No files, no network, no clock: who reads a rule knows that nothing else takes part.',
      severity: 'error',
      from: { path: inPackage('(core|disclosure)'), pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-cannot-open-seals',
      comment: 'The server stores envelopes; it must hold no code that can open one, not even for a type.',
      severity: 'error',
      from: { path: inPackage('server'), pathNot: TESTS },
      to: { path: [inPackage('sealing'), CIPHERS] },
    },
    {
      name: 'ciphers-only-in-sealing',
      comment: 'One place to read, one place to review.',
      severity: 'error',
      from: { path: '^packages/', pathNot: inPackage('sealing') },
      to: { path: CIPHERS },
    },
    {
      name: 'sealing-and-ui-need-only-core',
      comment: 'Of our own packages; ui and sealing do not know each other, nor the statistics.',
      severity: 'error',
      from: { path: inPackage('(sealing|ui)'), pathNot: TESTS },
      to: { path: '^packages/', pathNot: ['^packages/$1/', inPackage('core')] },
    },
    {
      name: 'tools-have-no-pages',
      comment: 'apila-tools runs in a terminal: sealing, disclosure and core are enough.',
      severity: 'error',
      from: { path: inPackage('tools'), pathNot: TESTS },
      to: { path: inPackage('ui') },
    },
    {
      name: 'sql-only-in-stores',
      comment: 'Whoever asks what is stored reads the stores, the migrations and platform/db.ts, and has read all.',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: ['/store[.]ts$', '/platform/db[.]ts$', '^packages/server/migrations/', ...TESTS],
      },
      to: { path: ['^(node:)?sqlite$', 'node_modules/(kysely|pg)/'] },
    },
    {
      name: 'routes-only-from-app',
      comment: 'A store may be used by another feature; a route never.',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['/app[.]tsx?$', ...TESTS] },
      to: { path: '[/-]routes[.]tsx?$' },
    },
    {
      name: 'product-does-not-use-tests',
      comment:
        'What stands in a folder `test` is not built, not checked as product, and may do what a product must not.',
      severity: 'error',
      // What writes vectors makes the same inventions as the tests that read them.
      from: { path: '^packages/', pathNot: [...TESTS, '/vectors/'] },
      to: { path: TESTS },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'npm hoists: an undeclared import works here and fails where the package is installed.',
      severity: 'error',
      from: { path: '^packages/[^/]+/(src|migrations)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    {
      name: 'imports-that-lead-nowhere',
      comment: 'An import that cannot be found is an arrow that nobody checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '[.]json$', '[.]css$', '[.]md$'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
