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
    name: 'sealing',
    mutate: [
      'packages/sealing/src/*.ts',
      'packages/sealing/src/statistics/*.ts',
      'packages/sealing/src/referral/!(relock|addition|notice).ts',
    ],
    tests: ['packages/sealing/src/**/*.test.ts', 'tests/promises/roster.test.ts'],
    least: LEAST,
  },
  {
    name: 'sealing-account',
    mutate: ['packages/sealing/src/account/*.ts'],
    tests: [
      'packages/sealing/src/account/*.test.ts',
      'packages/sealing/src/network-vectors.test.ts',
      'packages/sealing/src/organisation/changes.test.ts',
    ],
    least: LEAST,
  },
  {
    name: 'sealing-organisation',
    mutate: ['packages/sealing/src/organisation/!(test-network).ts'],
    tests: [
      'packages/sealing/src/organisation/*.test.ts',
      'packages/sealing/src/network-vectors.test.ts',
      'tests/promises/{roster,roster-rules,roster-members,roster-proposals}.test.ts',
    ],
    least: LEAST,
  },
  {
    name: 'relocking',
    mutate: ['packages/sealing/src/referral/{relock,addition,notice}.ts'],
    tests: ['packages/sealing/src/referral/{addition,notice,relock}.test.ts'],
    least: LEAST,
  },
  {
    name: 'core-referral',
    mutate: ['packages/core/src/referral/*.ts'],
    tests: ['packages/core/src/referral/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'core-organisation',
    mutate: ['packages/core/src/organisation/**/*.ts'],
    tests: [
      'packages/core/src/organisation/**/*.test.ts',
      'packages/sealing/src/organisation/**/*.test.ts',
      'tests/promises/{roster,roster-rules,roster-members,roster-proposals}.test.ts',
    ],
    least: LEAST,
  },
  {
    name: 'core-account',
    mutate: ['packages/core/src/account/**/*.ts'],
    tests: ['packages/core/src/account/**/*.test.ts', 'packages/sealing/src/account/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'core-program',
    mutate: ['packages/core/src/program/*.ts'],
    tests: ['packages/core/src/program/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'tools-program',
    mutate: ['packages/tools/src/program/*.ts'],
    tests: ['packages/tools/src/program/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'server-referral',
    mutate: ['packages/server/src/referral/**/*.ts'],
    tests: ['packages/server/src/referral/**/*.test.ts', 'packages/server/src/routes.db.test.ts'],
    least: null,
  },
  {
    name: 'route',
    mutate: ['packages/server/src/platform/{route,body}.ts'],
    tests: [
      'packages/server/src/platform/{allowances.db,http.db,wire-fuzz.db}.test.ts',
      'packages/server/src/routes.db.test.ts',
    ],
    least: null,
  },
  {
    name: 'keys',
    mutate: ['packages/server/src/platform/keys.ts'],
    tests: ['packages/server/src/platform/keys.test.ts'],
    least: LEAST,
  },
  {
    name: 'leashes',
    mutate: ['packages/server/src/leashes/*.ts'],
    tests: ['packages/server/src/leashes/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'server-account',
    mutate: ['packages/server/src/account/{passkey,joins,credentials,fresh}.ts'],
    tests: ['packages/server/src/account/*.test.ts'],
    least: LEAST,
  },
  {
    name: 'server-organisation',
    mutate: ['packages/server/src/organisation/{founding,proposals,add-to-roster}.ts'],
    tests: ['packages/server/src/organisation/{founding,proposals,moved}.db.test.ts'],
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
