// One break for each promise of the threat model, and the test that must turn red: `npm run mutants -- promises`.
// `text` must stand exactly once in the file; the command fails as stale otherwise.

export interface PromiseMutant {
  name: string
  promise: `P-${number}${number}`
  /** What a person loses when nobody notices. */
  lost: string
  file: string
  text: string
  becomes: string
  /** The test file that must turn red. */
  test: string
}

export const PROMISE_MUTANTS: readonly PromiseMutant[] = [
  {
    name: 'nonce always zero',
    promise: 'P-02',
    lost: 'two leashes of a day give each other away',
    file: 'packages/server/src/platform/keys.ts',
    text: 'const nonce = systemRandom(NONCE_BYTES)',
    becomes: 'const nonce = Buffer.alloc(NONCE_BYTES)',
    test: 'packages/server/src/platform/keys.test.ts',
  },
]
