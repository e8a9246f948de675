// Runs of words that stand in a source as well: facts are taken from a source, never its sentences. The sources are not in the
// repository; whoever has them names their folder (house/content-runs.ts).

/** The shortest run that is told. Unit: words. */
export const LONGEST_SHARED_RUN = 8

/** Small letters, without signs, and what the end of a line cut in two joined again. */
export const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/(\p{L})[-\u00ad]\n\s*(?=\p{L})/gu, '$1')
    .match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu)
    ?.map((word) => word.replaceAll('’', "'")) ?? []

/** Every run of that many words of a source. */
export function runsOf(source: string): ReadonlySet<string> {
  const words = plainWords(source)
  return new Set(words.slice(LONGEST_SHARED_RUN - 1).map((_, i) => words.slice(i, i + LONGEST_SHARED_RUN).join(' ')))
}

/** The longest runs of a text that the source has too, each once. */
export function sharedRuns(text: string, runs: ReadonlySet<string>): string[] {
  const words = plainWords(text)
  const found: string[] = []
  let start = -1
  for (let i = 0; i + LONGEST_SHARED_RUN <= words.length + 1; i += 1) {
    const isShared = runs.has(words.slice(i, i + LONGEST_SHARED_RUN).join(' '))
    if (isShared && start < 0) start = i
    if (!isShared && start >= 0) {
      found.push(words.slice(start, i - 1 + LONGEST_SHARED_RUN).join(' '))
      start = -1
    }
  }
  return found
}
