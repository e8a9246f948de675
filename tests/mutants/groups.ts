// The code that protects, in groups, each with the tests that must notice when it breaks. `npm run mutants` changes one thing at a time.
// To add a file: its pattern in a group, and the narrow tests that should turn red. A test that is not named here kills nothing.

export interface Group {
  name: string
  /** Files that are broken, one change at a time. Test files never are. */
  mutate: readonly string[]
  /** In the order in which they are run; the first red one ends the run of a mutant, so the quickest stands first. */
  tests: readonly string[]
  /** Least share of mutants that a test must notice, those without effect left out. Unit: percent. Where it is null the score is told only. */
  least: number | null
  /** Part of the code runs in processes of its own, which cannot tell which lines they reach: every mutant meets every test. */
  inProcesses?: true
}

const LEAST = 90

export const GROUPS: readonly Group[] = [
  {
    name: 'keys',
    mutate: ['packages/server/src/platform/keys.ts'],
    tests: ['packages/server/src/platform/keys.test.ts'],
    least: LEAST,
  },
  {
    name: 'leashes',
    mutate: ['packages/server/src/leashes/store.ts'],
    tests: ['packages/server/src/leashes/keeper.db.test.ts', 'packages/server/src/leashes/store.db.test.ts'],
    least: LEAST,
  },
  {
    name: 'sessions',
    mutate: ['packages/server/src/account/sessions.ts'],
    tests: ['packages/server/src/account/sessions.test.ts'],
    least: LEAST,
  },
  {
    name: 'limits',
    mutate: ['packages/server/src/platform/limits.ts'],
    tests: ['packages/server/src/platform/limits*.test.ts'],
    least: LEAST,
  },
  {
    name: 'disclosure',
    mutate: [
      'packages/disclosure/src/{accounting,allocation,discrete-gaussian,ledger,residuals}.ts',
      'packages/disclosure/src/mechanism/{accounting,allocation,discrete-gaussian,ledger,residuals}.ts',
    ],
    tests: [
      'packages/disclosure/src/**/{accounting,allocation,discrete-gaussian,ledger,residuals}.test.ts',
      'packages/disclosure/src/**/check.test.ts',
    ],
    least: LEAST,
  },
]
