// One break of a promise by name, and the test that must turn red. A promise of the threat model is true as far as somebody would notice its
// break. `text` must stand exactly once in the file; `npm run mutants -- promises` fails as stale otherwise.

export interface PromiseMutant {
  name: string
  /** Of docs/threat-model.md; the others are what all promises lean on. */
  promise: `P-${string}` | 'access' | 'keys' | 'limits' | 'roster' | 'the rule' | 'her book' | 'appended'
  /** What is lost when nobody notices. */
  lost: string
  file: string
  text: string
  becomes: string
  /** The test file that must turn red. */
  test: string
  /** The test runs what the build made, so it is built anew with the break in it. */
  rebuild?: true
}

/** What entries of one file and test have in common. */
export const inFile =
  (file: string, test: string) =>
  (promise: PromiseMutant['promise'], name: string, lost: string, text: string, becomes = ''): PromiseMutant => ({
    ...{ name, promise, lost, file, text, becomes, test },
  })
