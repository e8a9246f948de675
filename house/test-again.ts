// A browser test that was red beside others runs once more, alone, after everything else. What is green then is told as unsteady, with
// what it said the first time: a test to mend, no reason to hold up what was changed. Governed by docs/decisions/0025.
import type { TestFile } from './test-files.ts'
import type { Counts, Outcome } from './test-run.ts'

/** More red files than these are no chance: none of them runs again. */
const MOST_AGAIN = 3

export interface Ended {
  file: TestFile
  outcome: Outcome
}

/** Which files run once more: the red ones that drive a browser, where few files are red and all of them drive one. */
export function filesToTryAgain(ended: readonly Ended[]): Ended[] {
  const red = ended.filter(({ outcome }) => outcome.failed > 0)
  const isOfBrowsers = red.every(({ file, outcome }) => file.drivesBrowser && !outcome.wasKilled)
  return isOfBrowsers && red.length <= MOST_AGAIN ? red : []
}

/** The counts when the second run stands in the place of the first. A file that ran other tests than before stays red. */
export function countAgain(total: Counts, first: Counts, second: Counts): { total: Counts; isUnsteady: boolean } {
  const all = ({ passed, failed, skipped }: Counts): number => passed + failed + skipped
  const isUnsteady = second.failed === 0 && second.skipped === first.skipped && all(second) === all(first)
  if (!isUnsteady) return { total, isUnsteady }
  return {
    total: {
      passed: total.passed - first.passed + second.passed,
      failed: total.failed - first.failed + second.failed,
      skipped: total.skipped,
    },
    isUnsteady,
  }
}
