// Lint rules of CONTRIBUTING.md. Types, arrows and unused code have tools of their own (house/check.ts).
import n from 'eslint-plugin-n'
import tseslint from 'typescript-eslint'

const MARKUP = 'Markup from strings is how scripts get in; build elements instead (docs/threat-model.md P-14).'

export default tseslint.config(
  { ignores: ['**/dist*/', 'node_modules/', 'data/', 'test-results/', 'content/', '**/bin/*.js'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { n },
    languageOptions: {
      parserOptions: {
        project: ['./tests/tsconfig.json', './house/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Zod's brand and our one-line arrow functions read better without a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Digits and letters are spread on purpose; nothing here splits emojis.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      'n/no-process-env': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]',
          message: MARKUP,
        },
        {
          selector:
            'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
          message: MARKUP,
        },
        {
          selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
          message: MARKUP,
        },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: MARKUP },
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
          message: "Write `import * as z from 'zod'`: bundlers then keep only what is used (30 KB, not 94).",
        },
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'The content policy blocks inline styles; write a class.',
        },
      ],
      'no-warning-comments': ['error', { terms: ['fixme', 'xxx', 'hack'], location: 'anywhere' }],
    },
  },
  {
    files: ['packages/{core,disclosure,sealing}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/test/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: 'Pure code has no clock: the day is an argument.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
        { object: 'performance', property: 'now', message: 'Pure code has no clock.' },
      ],
    },
  },
  {
    files: [
      '**/*.test.ts',
      '**/*.test.tsx',
      '**/test/**',
      'tests/**',
      'packages/core/src/statistics/codebook*.ts',
      'packages/core/src/content/**',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/test/**', 'tests/**'],
    rules: {
      // node:test gives a promise that the runner awaits itself; a test that fails is seen either way.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'A test that fails must fail again: use a printed seed.' },
      ],
    },
  },
  {
    files: ['packages/server/src/platform/config.ts', 'tests/**', 'house/**', 'bench/**', '**/*.test.ts', '**/test/**'],
    rules: { 'n/no-process-env': 'off' },
  },
)
